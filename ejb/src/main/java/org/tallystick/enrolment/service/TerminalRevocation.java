package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.ChainFault;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * What people do to a terminal's certificates: suspend, resume, end. All certificates of the terminal are meant, as a renewal leaves
 * two that count for a while. Who may concern himself with the terminal is the callers' question.
 */
@ApplicationScoped
class TerminalRevocation {
    private static final int LONGEST_WORDS = 512;
    private static final Set<RevocationReason> OF_THE_SHOP = EnumSet.of(
            RevocationReason.KEY_COMPROMISE, RevocationReason.CESSATION_OF_OPERATION, RevocationReason.SUPERSEDED);
    private static final Set<RevocationReason> OF_THE_OTHERS = EnumSet.of(
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.SUPERSEDED,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.PRIVILEGE_WITHDRAWN);

    private final CertificateRepository certificates;
    private final CertificateLifecycle lifecycle;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    TerminalRevocation(
            CertificateRepository certificates, CertificateLifecycle lifecycle, Event<AuditEvent> audit, Clock clock) {
        this.certificates = certificates;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalRevocation() {
        this(null, null, null, null);
    }

    /** Reasons that a role may give. */
    static Set<RevocationReason> reasons(Role role) {
        return role == Role.MERCHANT_OWNER ? OF_THE_SHOP : OF_THE_OTHERS;
    }

    /**
     * Ends all certificates of the terminal that are not ended yet. That a key was in other hands may be found out afterwards: it
     * then counts for those that have ended too.
     *
     * @throws Problem member-invalid (typed, reason, since, words); changed-meanwhile if there is nothing to end
     */
    void revoke(Viewer viewer, String terminalNo, RevocationOrder order, String typedNo) {
        requireSound(viewer, order);
        if (!typedNo.equals(terminalNo)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "typed", "must be the terminal's number");
        }
        List<TerminalCertificate> concerned = certificates.ofTerminal(terminalNo).stream()
                .filter(certificate -> isConcerned(certificate, order.reason()))
                .toList();
        if (concerned.isEmpty()) {
            throw new Problem(
                    ProblemType.CHANGED_MEANWHILE, "The terminal has no certificate that is not revoked already.");
        }
        end(concerned, order, viewer.role());
        audit.fire(viewer.audit("terminal.revoke", terminalNo)
                .change(
                        "",
                        order.since()
                                .map(since -> order.reason() + " since " + since)
                                .orElseGet(() -> order.reason().name()))
                .because(order.words().isEmpty() ? order.reason().name() : order.words()));
    }

    /** Ends what is not ended yet, because another device takes over; there need not be any. */
    void supersede(Viewer viewer, String terminalNo, RevocationReason reason) {
        List<TerminalCertificate> open = certificates.ofTerminal(terminalNo).stream()
                .filter(certificate -> certificate.revocation().isEmpty())
                .toList();
        end(open, RevocationOrder.now(reason), viewer.role());
    }

    /**
     * What the list of an authority elsewhere holds, a later one of its lists alone resumes.
     *
     * @throws Problem not-found if the terminal has no certificate that is not revoked; of {@link ChainFault#HELD}
     */
    void suspend(Viewer viewer, String terminalNo, boolean suspended) {
        List<TerminalCertificate> open = certificates.ofTerminal(terminalNo).stream()
                .filter(certificate -> certificate.revocation().isEmpty() && certificate.isDelivered())
                .toList();
        if (open.isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "The terminal has no certificate that counts.");
        }
        if (!suspended && open.stream().anyMatch(TerminalCertificate::isHeld)) {
            throw ChainFault.HELD.problem();
        }
        String by = "by " + viewer.role().name();
        for (TerminalCertificate certificate : open) {
            if (suspended) {
                lifecycle.suspend(certificate.thumbprint(), by);
            } else {
                lifecycle.resume(certificate.thumbprint(), by);
            }
        }
        audit.fire(viewer.audit(suspended ? "terminal.suspend" : "terminal.resume", terminalNo));
    }

    private static boolean isConcerned(TerminalCertificate certificate, RevocationReason reason) {
        boolean open = certificate.revocation().isEmpty();
        boolean current = certificate.series() == certificate.terminal().series();
        boolean worse = reason.isCompromise()
                && certificate
                        .revocation()
                        .filter(end -> !end.reason().isCompromise())
                        .isPresent();
        return open || current && worse;
    }

    private void end(List<TerminalCertificate> concerned, RevocationOrder order, Role role) {
        Instant effective = order.since().orElseGet(clock::instant);
        concerned.forEach(certificate ->
                lifecycle.revoke(certificate.thumbprint(), new Revocation(order.reason(), effective), role.name()));
    }

    private void requireSound(Viewer viewer, RevocationOrder order) {
        if (!reasons(viewer.role()).contains(order.reason())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "reason", "is not one that this role may give");
        }
        if (order.since().filter(since -> since.isAfter(clock.instant())).isPresent()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "since", "must not be in the future");
        }
        if (order.words().length() > LONGEST_WORDS) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "words", "must have at most 512 characters");
        }
    }
}
