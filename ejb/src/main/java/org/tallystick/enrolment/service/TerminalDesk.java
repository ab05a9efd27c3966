package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.IdentifierRules;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.Terminal;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** A merchant's terminals and their certificates: looked at by everybody of the merchant, changed by its owner. */
@ApplicationScoped
@PermitAll
public class TerminalDesk {
    private final TerminalDeskRepository repository;
    private final EnrolmentCodes codes;
    private final TerminalRevocation revocation;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    TerminalDesk(
            TerminalDeskRepository repository,
            EnrolmentCodes codes,
            TerminalRevocation revocation,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.codes = codes;
        this.revocation = revocation;
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
        TerminalCards known = known(merchant);
        return repository.terminals(merchant).stream()
                .map(terminal -> known.card(terminal, clock))
                .toList();
    }

    /** @throws Problem not-found if the merchant has no such terminal */
    @Transactional
    public TerminalCard card(Viewer viewer, String terminalNo) {
        return known(viewer.merchantNo()).card(terminal(viewer, terminalNo), clock);
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
        revocation.supersede(viewer, terminalNo, lost ? RevocationReason.KEY_COMPROMISE : RevocationReason.SUPERSEDED);
        repository.replaceDevice(terminalNo, newSerial);
        audit.fire(viewer.audit("terminal.replace", terminalNo)
                .change(terminal.serial(), newSerial)
                .because(lost ? "lost or stolen" : "replaced"));
        return newCode(viewer, terminalNo);
    }

    /**
     * Ends the terminal's certificates for good: its bills count as unsigned from now on, or from when the key is doubted.
     *
     * @param typedNo the terminal's number, typed once more
     */
    @Transactional
    public void revoke(Viewer viewer, String terminalNo, RevocationOrder order, String typedNo) {
        viewer.require(Role.MERCHANT_OWNER);
        terminal(viewer, terminalNo);
        revocation.revoke(viewer, terminalNo, order, typedNo);
    }

    /** Stops and restarts signing while somebody looks into it. */
    @Transactional
    public void suspend(Viewer viewer, String terminalNo, boolean suspended) {
        viewer.require(Role.MERCHANT_OWNER);
        terminal(viewer, terminalNo);
        revocation.suspend(viewer, terminalNo, suspended);
    }

    private Terminal terminal(Viewer viewer, String terminalNo) {
        return repository.terminal(viewer.merchantNo(), terminalNo).orElseThrow(TerminalDesk::unknown);
    }

    private TerminalCards known(String merchant) {
        return new TerminalCards(
                repository.certificates(merchant), repository.lastSeen(merchant), repository.codes(merchant));
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "The merchant has no such terminal.");
    }
}
