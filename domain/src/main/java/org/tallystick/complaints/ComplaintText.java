package org.tallystick.complaints;

import java.util.Optional;
import org.tallystick.signing.CardNumberScan;

/** Rules of what people write: plain text with line breaks, not too long, and never a full card number. */
public final class ComplaintText {
    /** Characters (code points) of a statement. */
    public static final int LONGEST = 2_000;

    /** Characters of a contact. */
    public static final int LONGEST_CONTACT = 200;

    private ComplaintText() {}

    /** Line breaks made uniform, other control characters taken out, blanks around it too. */
    public static String tidy(String typed) {
        return typed.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "")
                .strip();
    }

    /** @return what is wrong with a tidied text: {@code none}, {@code long} or {@code card}; empty if it may be sent */
    public static Optional<String> fault(String text) {
        if (text.isEmpty()) {
            return Optional.of("none");
        }
        if (length(text) > LONGEST) {
            return Optional.of("long");
        }
        return CardNumberScan.contains(text) ? Optional.of("card") : Optional.empty();
    }

    /** @return what is wrong with a tidied contact: {@code long} or {@code card}; empty if it may be sent, or there is none */
    public static Optional<String> contactFault(String contact) {
        if (length(contact) > LONGEST_CONTACT) {
            return Optional.of("long");
        }
        return CardNumberScan.contains(contact) ? Optional.of("card") : Optional.empty();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
