package org.tallystick.signing;

import java.util.Optional;

/** Rules of what people write: plain text with line breaks, not too long, and never a full card number. */
public final class TypedText {
    private TypedText() {}

    /** Line breaks made uniform, other control characters taken out, blanks around it too. */
    public static String tidy(String typed) {
        return typed.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "")
                .strip();
    }

    /**
     * What is wrong with a tidied text.
     *
     * @param longest characters (code points)
     * @return {@code none}, {@code long} or {@code card}; empty if it may be kept
     */
    public static Optional<String> fault(String text, int longest) {
        if (text.isEmpty()) {
            return Optional.of("none");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of("long");
        }
        return CardNumberScan.contains(text) ? Optional.of("card") : Optional.empty();
    }
}
