package org.tallystick.complaints;

import java.util.Optional;
import org.tallystick.signing.TypedText;

/** What may be written in a complaint. */
public final class ComplaintText {
    /** Characters (code points) of a statement. */
    public static final int LONGEST = 2_000;

    /** Characters of a contact. */
    public static final int LONGEST_CONTACT = 200;

    private ComplaintText() {}

    /** @return what is wrong with a tidied text: {@code none}, {@code long} or {@code card}; empty if it may be sent */
    public static Optional<String> fault(String text) {
        return TypedText.fault(text, LONGEST);
    }

    /** @return what is wrong with a tidied contact: {@code long} or {@code card}; empty if it may be sent, or there is none */
    public static Optional<String> contactFault(String contact) {
        return contact.isEmpty() ? Optional.empty() : TypedText.fault(contact, LONGEST_CONTACT);
    }
}
