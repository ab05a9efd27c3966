package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.service.EndedLog;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.ledger.service.RemovedLog;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.retention.RemovalHindrance;
import org.tallystick.retention.RetentionRule;
import org.tallystick.retention.service.RemovalConditions.Standing;
import org.tallystick.retention.service.RemovalOrderRepository.Order;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Ids;
import org.tallystick.signing.TypedText;

/**
 * Removes whole logs whose time is over: one operator asks with a reason, another one confirms. Parts of receipts go by themselves when a rule
 * says so, as nobody misses them in a proof; here it is the receipts themselves, for which a second look is worth its trouble.
 *
 * <p>Confirming only writes the register; that it is carried out, here and in every database that is restored from an older backup, is one
 * and the same thing ({@link ErasureReplay}, {@link LogClearing}).
 */
@ApplicationScoped
@PermitAll
public class LogRemovals {
    /** Characters of a reason. */
    public static final int LONGEST_REASON = 1_000;

    private final LedgerRemovals ledger;
    private final RemovalConditions conditions;
    private final RemovalOrderRepository orders;
    private final ErasureBook book;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /**
     * A log that has ended.
     *
     * @param rule in words; empty without one
     * @param over when its period is over; empty without a rule
     * @param askedBy login of whoever asks for its removal; empty: nobody does
     * @param reason theirs
     * @param confirmed whether another one has confirmed it, and it could not be carried out yet
     * @param mayConfirm whether the viewer is another one and may confirm it
     */
    public record Candidate(
            String origin,
            String explorerPath,
            String rule,
            Optional<Instant> over,
            Set<RemovalHindrance> hindrances,
            String askedBy,
            String reason,
            boolean confirmed,
            boolean mayConfirm) {}

    /**
     * A log that was removed.
     *
     * @param stated whether the master log says so publicly: before, nothing is deleted
     * @param left receipts that are still to be deleted
     * @param held whether a complaint, a case or a sale in a later log keeps some of them
     */
    public record Removed(RemovedLog log, boolean stated, long left, boolean held) {}

    @Inject
    LogRemovals(
            LedgerRemovals ledger,
            RemovalConditions conditions,
            RemovalOrderRepository orders,
            ErasureBook book,
            Event<AuditEvent> audit,
            Clock clock) {
        this.ledger = ledger;
        this.conditions = conditions;
        this.orders = orders;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LogRemovals() {
        this(null, null, null, null, null, null);
    }

    /** Logs that have ended, the oldest first; none for who cannot remove any. */
    @Transactional
    public List<Candidate> candidates(Viewer viewer) {
        viewer.require(Role.OPERATOR, Role.REGULATOR);
        Map<Integer, Order> asked = orders.all();
        return viewer.role() != Role.OPERATOR
                ? List.of()
                : ledger.ended().stream()
                        .map(conditions::of)
                        .map(standing -> candidate(
                                viewer,
                                standing,
                                Optional.ofNullable(
                                        asked.get(standing.log().log().id()))))
                        .toList();
    }

    private static Candidate candidate(Viewer viewer, Standing standing, Optional<Order> order) {
        return new Candidate(
                standing.log().log().origin(),
                standing.log().log().explorerPath(),
                standing.rule().map(RetentionRule::reason).orElse(""),
                standing.over(),
                standing.hindrances(),
                order.map(Order::askedBy).orElse(""),
                order.map(Order::reason).orElse(""),
                order.filter(Order::isConfirmed).isPresent(),
                order.filter(one -> !one.isConfirmed() && !one.askedBy().equals(viewer.login()))
                        .isPresent());
    }

    /** What was removed, the newest first. */
    @Transactional
    public List<Removed> removed(Viewer viewer) {
        viewer.require(Role.OPERATOR, Role.REGULATOR);
        return ledger.all().stream()
                .sorted((a, b) -> b.at().compareTo(a.at()))
                .map(this::removed)
                .toList();
    }

    private Removed removed(RemovedLog log) {
        int id = log.log().id();
        long before = clock.instant().minus(Duration.ofDays(log.keepDays())).toEpochMilli();
        return new Removed(
                log,
                ledger.of(log.log()).isPresent(),
                log.cleared() ? 0 : orders.receipts(id),
                !log.cleared() && (orders.hasComplaint(id) || orders.hasCase(id, before) || orders.hasKeptSale(id)));
    }

    /**
     * Asks for the removal of a log.
     *
     * @return empty if it is asked for; else what is wrong by field ({@code ""}, {@code reason}), and nothing was changed
     * @throws Problem not-found if no such log has ended
     */
    @Transactional
    public Map<String, String> ask(Viewer viewer, String origin, String reason) {
        viewer.require(Role.OPERATOR);
        Standing standing = standing(origin);
        String why = TypedText.tidy(reason);
        if (TypedText.fault(why, LONGEST_REASON).isPresent()) {
            return Map.of("reason", "removal.reason");
        }
        int id = standing.log().log().id();
        if (!standing.hindrances().isEmpty()) {
            return Map.of("", "removal.hindered");
        }
        if (orders.locked(id).isPresent()) {
            return Map.of("", "removal.asked");
        }
        orders.add(id, viewer.login(), clock.instant(), why);
        audit.fire(viewer.audit("log.removal-ask", origin).because(why));
        return Map.of();
    }

    /**
     * Confirms what another one has asked for: from here on it cannot be taken back.
     *
     * @return empty if it is done; else what is wrong, and nothing was changed
     * @throws Problem not-found if no such log has ended
     */
    @Transactional
    public Map<String, String> confirm(Viewer viewer, String origin) {
        viewer.require(Role.OPERATOR);
        Standing standing = standing(origin);
        int id = standing.log().log().id();
        Optional<Order> order = orders.locked(id).filter(one -> !one.isConfirmed());
        if (order.isEmpty()) {
            return Map.of("", "removal.not-asked");
        }
        if (order.get().askedBy().equals(viewer.login())) {
            return Map.of("", "removal.same");
        }
        if (!standing.hindrances().isEmpty()) {
            return Map.of("", "removal.hindered");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        orders.confirm(id, viewer.login(), now);
        audit.fire(viewer.audit("log.removal-confirm", origin)
                .change("asked by " + order.get().askedBy(), policy(standing))
                .because(order.get().reason()));
        write(standing, now);
        return Map.of();
    }

    /** The line of the register comes last: only the commit follows it. */
    private void write(Standing standing, Instant now) {
        EndedLog log = standing.log();
        byte[] object = MasterRemoval.of(
                log.log().origin(),
                log.head(),
                policy(standing),
                standing.rule().orElseThrow().keepDays(),
                ledger.lastEntry(log),
                now,
                Ids.random());
        book.add(new ErasureRegister.Line(
                Ids.random(), ErasureRegister.Kind.LOG, log.log().origin(), object));
    }

    private static String policy(Standing standing) {
        return standing.rule().orElseThrow().reason();
    }

    /** Takes back what is asked for and not confirmed; whoever asked may do so, and everybody who could confirm it. */
    @Transactional
    public Map<String, String> withdraw(Viewer viewer, String origin) {
        viewer.require(Role.OPERATOR);
        int id = standing(origin).log().log().id();
        Optional<Order> order = orders.locked(id).filter(one -> !one.isConfirmed());
        if (order.isEmpty()) {
            return Map.of("", "removal.not-asked");
        }
        orders.remove(id);
        audit.fire(viewer.audit("log.removal-withdraw", origin));
        return Map.of();
    }

    private Standing standing(String origin) {
        return ledger.ended().stream()
                .filter(log -> log.log().origin().equals(origin))
                .findFirst()
                .map(conditions::of)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No log of this name has ended and is kept."));
    }
}
