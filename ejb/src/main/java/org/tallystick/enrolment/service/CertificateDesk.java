package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Terminals' certificates by state and end: an institution's officer sees and stops those of its merchants, the operator all. */
@ApplicationScoped
@PermitAll
public class CertificateDesk {
    private static final int ROWS = 50;

    private final CertificateDeskRepository repository;
    private final TerminalDeskRepository terminals;
    private final TerminalRevocation revocation;
    private final Clock clock;

    @Inject
    CertificateDesk(
            CertificateDeskRepository repository,
            TerminalDeskRepository terminals,
            TerminalRevocation revocation,
            Clock clock) {
        this.repository = repository;
        this.terminals = terminals;
        this.revocation = revocation;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateDesk() {
        this(null, null, null, null);
    }

    /** A certificate, its terminal and shop. */
    public record Row(
            String terminalNo,
            String merchantNo,
            String merchantZh,
            String merchantEn,
            TerminalCard.CertificateCard certificate) {}

    /** Fifty certificates at most, those that end first in front; how many there are; which page this is, from 1, of how many. */
    public record Page(List<Row> rows, long total, int page, int pages) {}

    /** A terminal with whose it is. */
    public record File(
            TerminalCard terminal, String merchantNo, String merchantZh, String merchantEn, String acquirer) {}

    /**
     * @param text beginning of a terminal's or merchant's number, or a certificate's thumbprint; empty: all
     * @param state ACTIVE, EXPIRING, SUSPENDED, REVOKED or EXPIRED; anything else: all
     */
    @Transactional
    public Page list(Viewer viewer, String text, String state, int page) {
        CertificateDeskRepository.Search search =
                new CertificateDeskRepository.Search(scope(viewer), text, state, clock.instant());
        long total = repository.count(search);
        int pages = (int) Math.max(1, (total + ROWS - 1) / ROWS);
        int shown = Math.min(Math.max(page, 1), pages);
        List<Row> rows = repository.find(search, (shown - 1) * ROWS, ROWS).stream()
                .map(this::row)
                .toList();
        return new Page(rows, total, shown, pages);
    }

    /** @throws Problem not-found if the viewer's scope has no such terminal */
    @Transactional
    public File file(Viewer viewer, String terminalNo) {
        Terminal terminal = terminal(viewer, terminalNo);
        var merchant = terminal.store().merchant();
        String no = merchant.merchantNo();
        TerminalCards cards =
                new TerminalCards(terminals.certificates(no), terminals.lastSeen(no), terminals.codes(no));
        return new File(
                cards.card(terminal, clock),
                no,
                merchant.description().nameZh(),
                merchant.description().nameEn(),
                merchant.acquirer().code());
    }

    /** As {@link TerminalDesk#revoke}, with more reasons. */
    @Transactional
    public void revoke(Viewer viewer, String terminalNo, RevocationOrder order, String typedNo) {
        terminal(viewer, terminalNo);
        revocation.revoke(viewer, terminalNo, order, typedNo);
    }

    /** Stops and restarts signing while somebody looks into it. */
    @Transactional
    public void suspend(Viewer viewer, String terminalNo, boolean suspended) {
        terminal(viewer, terminalNo);
        revocation.suspend(viewer, terminalNo, suspended);
    }

    /** Reasons that the viewer may give. */
    public Set<RevocationReason> reasons(Viewer viewer) {
        return TerminalRevocation.reasons(viewer.role());
    }

    private Row row(TerminalCertificate certificate) {
        var merchant = certificate.terminal().store().merchant();
        return new Row(
                certificate.terminal().terminalNo(),
                merchant.merchantNo(),
                merchant.description().nameZh(),
                merchant.description().nameEn(),
                TerminalCards.card(certificate, clock));
    }

    private Terminal terminal(Viewer viewer, String terminalNo) {
        return repository
                .terminal(scope(viewer), terminalNo)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such terminal."));
    }

    /** The officer's institution; nothing for the operator, who sees all. */
    private static Optional<String> scope(Viewer viewer) {
        viewer.require(Role.INSTITUTION_OFFICER, Role.OPERATOR);
        return viewer.role() == Role.OPERATOR
                ? Optional.empty()
                : Optional.of(viewer.scope().orElseThrow());
    }
}
