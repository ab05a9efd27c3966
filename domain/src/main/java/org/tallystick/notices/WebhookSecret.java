package org.tallystick.notices;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret shared with a receiver, in the form of Standard Webhooks: {@code whsec_} and 24 to 64 random bytes as base64.
 *
 * @param text with the prefix
 */
public record WebhookSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    /** @throws IllegalArgumentException if it has another form */
    public WebhookSecret {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook's secret begins with " + PREFIX);
        }
        int length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
        if (length < 24 || length > 64) {
            throw new IllegalArgumentException("a webhook's secret has 24 to 64 bytes");
        }
    }

    public static WebhookSecret create(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** Never the secret itself: records end up in logs. */
    @Override
    public String toString() {
        return "WebhookSecret[****]";
    }
}
