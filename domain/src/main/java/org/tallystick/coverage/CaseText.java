package org.tallystick.coverage;

import java.util.Optional;
import org.tallystick.signing.CardNumberScan;

/** What people write about a case: plain text with line breaks, not too long, never a full card number. */
public final class CaseText {
    /** Characters (code points). */
    public static final int LONGEST = 1_000;

    private CaseText() {}

    /** Line breaks made uniform, other control characters and blanks around it taken out. */
    public static String tidy(String typed) {
        return typed.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "")
                .strip();
    }

    /** What is wrong with a tidied text: {@code none}, {@code long} or {@code card}; empty if it may be kept. */
    public static Optional<String> fault(String text) {
        if (text.isEmpty()) {
            return Optional.of("none");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            return Optional.of("long");
        }
        return CardNumberScan.contains(text) ? Optional.of("card") : Optional.empty();
    }
}
