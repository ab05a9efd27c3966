package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.enrolment.Merchant;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.TerminalFacts;
import org.tallystick.enrolment.TerminalFacts.State;

/** Whose terminal this is, for anybody who stands before it. Tells nothing that a shop's door and slip do not tell as well. */
@ApplicationScoped
@PermitAll
public class TerminalLookups {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]{8}");

    private final EnrolmentRepository enrolment;
    private final CertificateRepository certificates;
    private final TerminalDeskRepository desk;
    private final Clock clock;

    @Inject
    TerminalLookups(
            EnrolmentRepository enrolment,
            CertificateRepository certificates,
            TerminalDeskRepository desk,
            Clock clock) {
        this.enrolment = enrolment;
        this.certificates = certificates;
        this.desk = desk;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalLookups() {
        this(null, null, null, null);
    }

    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** @param terminalNo as printed on the slip, in capitals or not */
    @Transactional
    public Optional<TerminalFacts> find(String terminalNo) {
        return enrolment.terminal(terminalNo.toUpperCase(Locale.ROOT)).map(this::facts);
    }

    private TerminalFacts facts(Terminal terminal) {
        Merchant merchant = terminal.store().merchant();
        Optional<TerminalCertificate> newest = certificates.ofTerminal(terminal.terminalNo()).stream()
                .max(Comparator.comparing(TerminalCertificate::issuedAt));
        Instant now = clock.instant();
        State state = newest.map(certificate -> state(certificate, now)).orElse(State.NONE);
        return new TerminalFacts(
                terminal.terminalNo(),
                merchant.description().nameZh(),
                merchant.description().nameEn(),
                terminal.store().city(),
                merchant.acquirer().nameZh(),
                merchant.acquirer().nameEn(),
                state,
                newest.filter(certificate -> state == State.VALID || state == State.EXPIRED)
                        .map(TerminalCertificate::notAfter),
                TerminalFacts.Heard.of(desk.lastHeard(terminal.terminalNo()), now));
    }

    private static State state(TerminalCertificate certificate, Instant now) {
        if (certificate.revocation().isPresent()) {
            return State.REVOKED;
        }
        if (certificate.isSuspended()) {
            return State.SUSPENDED;
        }
        return certificate.notAfter().isAfter(now) ? State.VALID : State.EXPIRED;
    }
}
