package org.tallystick.enrolment.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.EnrolmentCode;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.service.TerminalCard.CertificateCard;
import org.tallystick.enrolment.service.TerminalCard.State;

/**
 * Terminals as people see them, from everything known of a merchant's.
 *
 * @param certificates delivered ones, the newest first
 * @param seen when each terminal last sent an event
 * @param codes that wait for a device
 */
record TerminalCards(List<TerminalCertificate> certificates, Map<String, Instant> seen, List<EnrolmentCode> codes) {
    private static final long EXPIRING_DAYS = 30;

    TerminalCard card(Terminal terminal, Clock clock) {
        String no = terminal.terminalNo();
        List<CertificateCard> history = certificates.stream()
                .filter(c -> c.terminal().terminalNo().equals(no))
                .map(c -> card(c, clock))
                .toList();
        Optional<Instant> code = codes.stream()
                .filter(c -> c.terminal().terminalNo().equals(no) && !c.isDead() && !c.isExpired(clock.instant()))
                .map(EnrolmentCode::expiresAt)
                .findFirst();
        return new TerminalCard(
                no,
                terminal.serial(),
                terminal.store().name(),
                terminal.store().address(),
                terminal.hasDevice(),
                terminal.series(),
                history.stream().findFirst(),
                history,
                Optional.ofNullable(seen.get(no)),
                code);
    }

    static CertificateCard card(TerminalCertificate certificate, Clock clock) {
        long days = Math.max(
                0, Duration.between(clock.instant(), certificate.notAfter()).toDays());
        return new CertificateCard(
                certificate.thumbprint(),
                certificate.series(),
                certificate.issuedAt(),
                certificate.notAfter(),
                state(certificate, days, clock),
                days,
                certificate.authority().isPresent(),
                !certificate.isProven(),
                certificate.revocation());
    }

    private static State state(TerminalCertificate certificate, long days, Clock clock) {
        if (certificate.revocation().isPresent()) {
            return State.REVOKED;
        }
        if (certificate.isSuspended()) {
            return State.SUSPENDED;
        }
        if (!clock.instant().isBefore(certificate.notAfter())) {
            return State.EXPIRED;
        }
        return days < EXPIRING_DAYS ? State.EXPIRING : State.ACTIVE;
    }
}
