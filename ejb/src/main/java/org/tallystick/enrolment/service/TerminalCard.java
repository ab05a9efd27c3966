package org.tallystick.enrolment.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.Revocation;

/**
 * A terminal as its merchant sees it.
 *
 * @param certificate the certificate it signs with or signed with last; empty before the first enrolment
 * @param history all its certificates, the newest first
 * @param lastSeen when it last sent an event
 * @param codeExpires until when an enrolment code waits for a device; empty if none does
 */
public record TerminalCard(
        String terminalNo,
        String serial,
        String store,
        String address,
        boolean enrolled,
        long series,
        Optional<CertificateCard> certificate,
        List<CertificateCard> history,
        Optional<Instant> lastSeen,
        Optional<Instant> codeExpires) {

    /** State of a certificate now. */
    public enum State {
        ACTIVE,
        EXPIRING,
        SUSPENDED,
        REVOKED,
        EXPIRED
    }

    /** One of the terminal's certificates; {@code daysLeft} is 0 once it has expired; {@code foreign} if another authority issued it, {@code waiting} until its key has proved itself. */
    public record CertificateCard(
            String thumbprint,
            long series,
            Instant issuedAt,
            Instant notAfter,
            State state,
            long daysLeft,
            boolean foreign,
            boolean waiting,
            Optional<Revocation> revocation) {}
}
