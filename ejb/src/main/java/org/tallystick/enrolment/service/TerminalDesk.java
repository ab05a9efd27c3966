package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.EnrolmentCode;
import org.tallystick.enrolment.IdentifierRules;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.service.TerminalCard.CertificateCard;
import org.tallystick.enrolment.service.TerminalCard.State;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** A merchant's terminals and their certificates: looked at by everybody of the merchant, changed by its owner. */
@ApplicationScoped
@PermitAll
public class TerminalDesk {
    private static final long EXPIRING_DAYS = 30;

    private final TerminalDeskRepository repository;
    private final EnrolmentCodes codes;
    private final CertificateLifecycle lifecycle;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /** Everything known of a merchant's terminals, asked in one go. */
    private record Known(
            List<TerminalCertificate> certificates, Map<String, Instant> seen, List<EnrolmentCode> codes) {}

    @Inject
    TerminalDesk(
            TerminalDeskRepository repository,
            EnrolmentCodes codes,
            CertificateLifecycle lifecycle,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.codes = codes;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalDesk() {
        this(null, null, null, null, null);
    }

    /** The merchant's terminals by store. */
    @Transactional
    public List<TerminalCard> list(Viewer viewer) {
        String merchant = viewer.merchantNo();
        Known known = known(merchant);
        return repository.terminals(merchant).stream().map(t -> card(t, known)).toList();
    }

    /** @throws Problem not-found if the merchant has no such terminal */
    @Transactional
    public TerminalCard card(Viewer viewer, String terminalNo) {
        return card(terminal(viewer, terminalNo), known(viewer.merchantNo()));
    }

    /** A code for the terminal's next device; an older unused one opens nothing any more. */
    @Transactional
    public IssuedCode newCode(Viewer viewer, String terminalNo) {
        viewer.require(Role.MERCHANT_OWNER);
        terminal(viewer, terminalNo);
        IssuedCode code = codes.create(terminalNo);
        audit.fire(viewer.audit("terminal.code", terminalNo));
        return code;
    }

    /**
     * Another device takes the terminal's place: the old key is revoked at once, and the new device gets a code. It opens a new
     * series when it enrols.
     *
     * @param lost whether somebody else may have the old device
     */
    @Transactional
    public IssuedCode replace(Viewer viewer, String terminalNo, String newSerial, boolean lost) {
        viewer.require(Role.MERCHANT_OWNER);
        Terminal terminal = terminal(viewer, terminalNo);
        if (!IdentifierRules.isSerial(newSerial) || newSerial.equals(terminal.serial())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "serial", "must be the new device's serial number");
        }
        if (repository.isSerialTaken(newSerial, terminalNo)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "serial", "is in use by another terminal");
        }
        revokeActive(terminal, lost ? RevocationReason.KEY_COMPROMISE : RevocationReason.SUPERSEDED);
        repository.replaceDevice(terminalNo, newSerial);
        audit.fire(viewer.audit("terminal.replace", terminalNo)
                .change(terminal.serial(), newSerial)
                .because(lost ? "lost or stolen" : "replaced"));
        return newCode(viewer, terminalNo);
    }

    /**
     * Ends the terminal's certificate for good: its bills count as unsigned from now on.
     *
     * @param typedNo the terminal's number, typed once more
     */
    @Transactional
    public void revoke(Viewer viewer, String terminalNo, RevocationReason reason, String typedNo) {
        viewer.require(Role.MERCHANT_OWNER);
        Terminal terminal = terminal(viewer, terminalNo);
        if (!typedNo.equals(terminalNo)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "typed", "must be the terminal's number");
        }
        revokeActive(terminal, reason);
        audit.fire(viewer.audit("terminal.revoke", terminalNo).because(reason.name()));
    }

    /** Stops and restarts signing while somebody looks into it. */
    @Transactional
    public void suspend(Viewer viewer, String terminalNo, boolean suspended) {
        viewer.require(Role.MERCHANT_OWNER);
        CertificateCard active = card(viewer, terminalNo)
                .certificate()
                .filter(c -> c.state() != State.REVOKED)
                .orElseThrow(TerminalDesk::unknown);
        if (suspended) {
            lifecycle.suspend(active.thumbprint(), "by the merchant");
        } else {
            lifecycle.resume(active.thumbprint(), "by the merchant");
        }
        audit.fire(viewer.audit(suspended ? "terminal.suspend" : "terminal.resume", terminalNo));
    }

    private void revokeActive(Terminal terminal, RevocationReason reason) {
        repository.certificates(terminal.store().merchant().merchantNo()).stream()
                .filter(c -> c.terminal().terminalNo().equals(terminal.terminalNo()))
                .filter(c -> c.revocation().isEmpty())
                .forEach(c -> lifecycle.revoke(c.thumbprint(), new Revocation(reason, clock.instant())));
    }

    private Terminal terminal(Viewer viewer, String terminalNo) {
        return repository.terminal(viewer.merchantNo(), terminalNo).orElseThrow(TerminalDesk::unknown);
    }

    private Known known(String merchant) {
        return new Known(repository.certificates(merchant), repository.lastSeen(merchant), repository.codes(merchant));
    }

    private TerminalCard card(Terminal terminal, Known known) {
        String no = terminal.terminalNo();
        List<CertificateCard> history = known.certificates().stream()
                .filter(c -> c.terminal().terminalNo().equals(no))
                .map(this::card)
                .toList();
        Optional<Instant> code = known.codes().stream()
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
                Optional.ofNullable(known.seen().get(no)),
                code);
    }

    private CertificateCard card(TerminalCertificate certificate) {
        long days = Math.max(
                0, Duration.between(clock.instant(), certificate.notAfter()).toDays());
        return new CertificateCard(
                certificate.thumbprint(),
                certificate.series(),
                certificate.issuedAt(),
                certificate.notAfter(),
                state(certificate, days),
                days);
    }

    private State state(TerminalCertificate certificate, long days) {
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

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "The merchant has no such terminal.");
    }
}
