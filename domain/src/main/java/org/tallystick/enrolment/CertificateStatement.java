package org.tallystick.enrolment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/**
 * What a {@link CertificateRecord} says, as somebody reads it who has its bytes and their place in the ledger.
 *
 * @param event issued, adopted, suspended, resumed, revoked
 * @param thumbprint of the certificate
 * @param given the terminal that a certificate issued elsewhere was given to; only {@code adopted} says so
 */
public record CertificateStatement(String event, String thumbprint, Optional<TerminalSubject> given) {
    /** A certificate of the platform's own authorities. */
    public static final String ISSUED = "issued";

    /** A certificate issued elsewhere, given to one terminal. */
    public static final String ADOPTED = "adopted";

    /** Bytes of the longest record that is read. */
    public static final int MAX_LENGTH = 4 << 10;

    /** Whether it tells of the certificate's beginning, after which it counts. */
    public boolean isBeginning() {
        return event.equals(ISSUED) || event.equals(ADOPTED);
    }

    /** Members of a record by which a certificate is given to a terminal. */
    public static Map<String, String> membersOf(TerminalSubject subject) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("acquirer", subject.acquirer());
        members.put("merchantNo", subject.merchantNo());
        members.put("terminalNo", subject.terminalNo());
        members.put("series", Long.toString(subject.series()));
        members.put("serial", subject.serial());
        return members;
    }

    /**
     * @throws org.tallystick.shared.Problem malformed, if it is no such JSON
     * @throws IllegalArgumentException if it names an impossible terminal
     */
    public static CertificateStatement parse(byte[] object) {
        JsonObject json = StrictJson.parse(object, StrictJson.Limits.BILL);
        String event = json.string("event");
        return new CertificateStatement(
                event,
                json.string("thumbprint"),
                event.equals(ADOPTED) ? Optional.of(subject(json)) : Optional.empty());
    }

    private static TerminalSubject subject(JsonObject json) {
        return new TerminalSubject(
                json.string("acquirer"),
                json.string("merchantNo"),
                json.string("terminalNo"),
                Long.parseLong(json.string("series")),
                json.string("serial"));
    }
}
