package org.tallystick.following;

/**
 * What somebody wants to hear of.
 *
 * @param signature that a signature is missing, or has come
 * @param alteration that the receipt is no longer what was signed
 */
public record Wish(boolean signature, boolean alteration) {

    /** Whether there is anything to hear of. */
    public boolean isAny() {
        return signature || alteration;
    }

    /** Whether these news are among it. */
    public boolean covers(News news) {
        return news == News.ALTERED ? alteration : signature;
    }
}
