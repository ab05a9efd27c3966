package org.tallystick.complaints.service;

import java.nio.charset.StandardCharsets;
import org.tallystick.complaints.ComplaintKind;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Sha256;

/**
 * A filled-in form.
 *
 * @param receiptCode the link code of the receipt
 * @param ticket 22 characters of base64url that the form was given; the same form sent again has the same
 * @param text tidied
 * @param contact tidied; empty for none
 */
public record ComplaintReport(String receiptCode, String ticket, ComplaintKind kind, String text, String contact) {
    static final int CODE_LENGTH = 16;

    /** Whether this can be the ticket of a form. */
    public static boolean isTicket(String ticket) {
        return ticket.matches("[A-Za-z0-9_-]{22}");
    }

    /** Tells the same form, filled in the same way, from every other. */
    String submission() {
        return Base64Url.encode(digest("submission"));
    }

    /**
     * The code that leads back to the complaint. It follows from the ticket, so a form that is sent twice is answered the same twice, while
     * the platform keeps nothing but the code's digest.
     */
    OneTimeCode code() {
        return OneTimeCode.derived(digest("code"), CODE_LENGTH);
    }

    private byte[] digest(String purpose) {
        String all = String.join("\u0000", "complaint", purpose, receiptCode, ticket, kind.name(), contact, text);
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    /** Neither the text nor the contact: records end up in logs. */
    @Override
    public String toString() {
        return "ComplaintReport[" + kind + "]";
    }
}
