package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.tallystick.coverage.CaseFacts;
import org.tallystick.coverage.CaseKey;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Receipt;

/** What else is known around a transaction: events of the terminal, recovery entries, what waits in its outbox. */
@ApplicationScoped
class EvidenceRepository {
    /** How far from the sale an event may be to be about it. */
    private static final Duration BEFORE = Duration.ofMinutes(3);

    private static final Duration AFTER = Duration.ofMinutes(3);

    /** How many counters after a bill its recovery entry may come. */
    private static final long REACH = 10_000;

    private final RowRepository rows;

    @Inject
    EvidenceRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EvidenceRepository() {
        this(null);
    }

    /** Events that the terminal says happened around then. */
    CaseFacts.Device events(CaseKey key, Instant from, Instant to) {
        Set<TerminalEventType> types = EnumSet.noneOf(TerminalEventType.class);
        rows.list(
                        "SELECT DISTINCT type FROM terminal_event WHERE terminal_no = ? AND series = ?"
                                + " AND type NOT IN ('HELLO', 'HEARTBEAT') AND event_time BETWEEN ? AND ?",
                        List.of(
                                key.terminalNo(),
                                key.series(),
                                from.minus(BEFORE).atOffset(ZoneOffset.UTC),
                                to.plus(AFTER).atOffset(ZoneOffset.UTC)),
                        row -> TerminalEventType.ofWire(row.getString(1)))
                .forEach(type -> type.ifPresent(types::add));
        return new CaseFacts.Device(types);
    }

    /** Whether another verified bill, or an unproven one, claims the same counter. */
    boolean isConflict(CaseKey key) {
        List<Object> values = List.of(key.terminalNo(), key.series(), key.counter());
        return rows.count(
                        "SELECT COUNT(*) FROM bill_conflict WHERE terminal_no = ? AND series = ? AND counter = ?",
                        values)
                > 0;
    }

    /** What is known of the way of bills that have not come: those of one hole, by counter. */
    LongFunction<CaseFacts.Upload> uploads(CaseKey first, long last, Instant seen) {
        Map<Long, Cause> outages = outages(first, last);
        boolean waiting = isWaiting(first.terminalNo());
        int alike = terminalsAlike(first, seen);
        return counter -> new CaseFacts.Upload(Optional.ofNullable(outages.get(counter)), waiting, alike);
    }

    private Map<Long, Cause> outages(CaseKey first, long last) {
        return rows
                .list(
                        "SELECT stored FROM receipt WHERE terminal_no = ? AND series = ? AND counter > ? AND counter <= ?"
                                + " AND bill_type = 'RECOVERY' ORDER BY counter",
                        List.of(first.terminalNo(), first.series(), first.counter(), last + REACH),
                        row -> row.getBytes(1))
                .stream()
                .map(stored -> Bill.parse(Receipt.parse(stored).payload()))
                .flatMap(bill -> bill.outage().stream())
                .collect(Collectors.toMap(
                        Bill.OutageEntry::counter,
                        entry -> Cause.ofCode(entry.cause()).orElse(Cause.UNKNOWN),
                        (earlier, later) -> earlier));
    }

    /** Whether a heartbeat has named a bill that is not here. */
    boolean isWaiting(String terminalNo) {
        return rows.count(
                        "SELECT COUNT(*) FROM announced_digest a WHERE a.terminal_no = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM receipt r WHERE r.terminal_no = a.terminal_no AND r.payload_digest = a.digest)",
                        List.of(terminalNo))
                > 0;
    }

    private int terminalsAlike(CaseKey key, Instant seen) {
        long around = Duration.ofMinutes(10).toMillis();
        return (int) rows.count(
                "SELECT COUNT(DISTINCT g.terminal_no) FROM terminal_gap g JOIN receipt r ON r.terminal_no = g.terminal_no"
                        + " AND r.series = g.series AND r.counter = g.to_counter + 1 AND r.claim = 0"
                        + " WHERE g.terminal_no <> ? AND r.arrival BETWEEN ? AND ?",
                List.of(key.terminalNo(), seen.toEpochMilli() - around, seen.toEpochMilli() + around));
    }
}
