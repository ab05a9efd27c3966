package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.tallystick.coverage.CaseFacts;
import org.tallystick.coverage.CaseKey;
import org.tallystick.enrolment.ProgramPolicy;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.enrolment.TerminalProgram;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.PackedReceipt;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignedBill;

/** What else is known around a transaction: events of the terminal, recovery entries, what waits in its outbox. */
@ApplicationScoped
class EvidenceRepository {
    /** How far from the sale an event may be to be about it. */
    private static final Duration BEFORE = Duration.ofMinutes(3);

    private static final Duration AFTER = Duration.ofMinutes(3);

    /** How far apart holes may be to have one cause. */
    private static final Duration ALIKE = Duration.ofMinutes(15);

    /** Ledger entries before and after a bill among which others are looked for: the look stays short however busy the ledger is. */
    private static final int NEIGHBOURS = 500;

    /** How many counters after a bill its recovery entry may come. */
    private static final long REACH = 10_000;

    /** Events of a type that are looked at. */
    private static final int EVENTS = 50;

    /** Types that tell of something that happened. */
    private static final String TELLING = Arrays.stream(TerminalEventType.values())
            .filter(type -> type != TerminalEventType.HELLO && type != TerminalEventType.HEARTBEAT)
            .map(type -> "'" + type.name() + "'")
            .collect(Collectors.joining(", "));

    /** Bills that a heartbeat of a terminal has named and that have not come: receipts of removed logs had come. */
    private static final String WAITING =
            "SELECT COUNT(*) FROM announced_digest a WHERE a.terminal_no = ? AND NOT EXISTS"
                    + " (SELECT 1 FROM receipt r WHERE r.terminal_no = a.terminal_no AND r.payload_digest = a.digest)"
                    + " AND NOT EXISTS (SELECT 1 FROM removed_receipt d WHERE d.terminal_no = a.terminal_no"
                    + " AND d.payload_digest = a.digest)";

    private static final String OF_COUNTER =
            " WHERE r.terminal_no = ? AND r.series = ? AND r.counter = ? AND r.claim = 0";

    private final RowRepository rows;
    private final PolicyRepository policies;

    @Inject
    EvidenceRepository(RowRepository rows, PolicyRepository policies) {
        this.rows = rows;
        this.policies = policies;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EvidenceRepository() {
        this(null, null);
    }

    /**
     * When something happened.
     *
     * @param traceNo of the sale, where it is known: an event that names another one is not about it
     */
    record Around(Instant from, Instant to, Optional<String> traceNo) {
        static Around sale(Bill bill) {
            Instant time = bill.time().toInstant();
            return new Around(time, time, Optional.of(bill.traceNo()));
        }

        static Around between(Instant from, Instant to) {
            return new Around(from, to, Optional.empty());
        }
    }

    /** Events that the terminal says happened around then, of each type the newest ones: a flood of one type hides no other. */
    CaseFacts.Device events(CaseKey key, Around around) {
        Set<TerminalEventType> types = EnumSet.noneOf(TerminalEventType.class);
        rows
                .list(
                        "SELECT e.type, e.envelope FROM terminal_event e JOIN (SELECT payload_digest, ROW_NUMBER() OVER"
                                + " (PARTITION BY type ORDER BY event_time DESC) AS place FROM terminal_event"
                                + " WHERE terminal_no = ? AND series = ? AND type IN (" + TELLING
                                + ") AND event_time BETWEEN ? AND ?) x ON x.payload_digest = e.payload_digest"
                                + " WHERE x.place <= " + EVENTS,
                        List.of(
                                key.terminalNo(),
                                key.series(),
                                around.from().minus(BEFORE).atOffset(ZoneOffset.UTC),
                                around.to().plus(AFTER).atOffset(ZoneOffset.UTC)),
                        row -> new Told(row.getString(1), row.getBytes(2)))
                .stream()
                .filter(told -> told.mayBeAbout(around.traceNo()))
                .forEach(told -> TerminalEventType.ofWire(told.type()).ifPresent(types::add));
        return new CaseFacts.Device(types, program(key, around.to()));
    }

    /** What ran on the terminal then, as its last FIRMWARE event before said; looked for only where it could be too old. */
    private CaseFacts.Program program(CaseKey key, Instant then) {
        ProgramPolicy policy = policies.programs();
        if (policy.isEmpty()) {
            return CaseFacts.Program.UNTOLD;
        }
        return rows.first(
                        "SELECT envelope FROM terminal_event WHERE terminal_no = ? AND type = 'FIRMWARE' AND event_time <= ?"
                                + " ORDER BY event_time DESC LIMIT 1",
                        List.of(key.terminalNo(), then.atOffset(ZoneOffset.UTC)),
                        row -> new Told("FIRMWARE", row.getBytes(1)))
                .map(Told::program)
                .map(program -> new CaseFacts.Program(program, policy.missed(program, ShopTime.dayOf(then))))
                .orElse(CaseFacts.Program.UNTOLD);
    }

    /** An event as it was received. */
    private record Told(String type, byte[] envelope) {
        boolean mayBeAbout(Optional<String> traceNo) {
            return traceNo.isEmpty()
                    || named().filter(named -> !named.equals(traceNo.get())).isEmpty();
        }

        /** The trace number in its data, if it says one. */
        private Optional<String> named() {
            try {
                return data().flatMap(data -> data.optionalString("traceNo"));
            } catch (Problem namesNone) {
                return Optional.empty();
            }
        }

        private TerminalProgram program() {
            return TerminalProgram.of(data().map(JsonObject::asMap).orElse(Map.of()));
        }

        private Optional<JsonObject> data() {
            return StrictJson.parse(SignedBill.parse(envelope).payload(), StrictJson.Limits.BILL)
                    .optionalObject("data");
        }
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
        boolean waiting = first.counter() == last ? isAnnounced(first) : isWaiting(first.terminalNo());
        Others others = others(first, last, seen);
        return counter -> new CaseFacts.Upload(
                Optional.ofNullable(outages.get(counter)), waiting, others.alike(), others.heard());
    }

    private Map<Long, Cause> outages(CaseKey first, long last) {
        return rows
                .list(
                        "SELECT stored FROM receipt WHERE terminal_no = ? AND series = ? AND counter > ? AND counter <= ?"
                                + " AND bill_type = 'RECOVERY' ORDER BY counter",
                        List.of(first.terminalNo(), first.series(), first.counter(), last + REACH),
                        row -> PackedReceipt.unpack(row.getBytes(1)))
                .stream()
                .map(stored -> Bill.parse(Receipt.parse(stored).payload()))
                .flatMap(bill -> bill.outage().stream())
                .collect(Collectors.toMap(
                        Bill.OutageEntry::counter,
                        entry -> Cause.ofCode(entry.cause()).orElse(Cause.UNKNOWN),
                        (earlier, later) -> earlier));
    }

    /** Whether a heartbeat has named just this bill, which the one after it names by its digest, and it is not here and never was. */
    private boolean isAnnounced(CaseKey hole) {
        List<Object> after = List.of(hole.terminalNo(), hole.series(), hole.counter() + 1);
        List<Object> values = new ArrayList<>(List.of(hole.terminalNo()));
        values.addAll(after);
        values.addAll(after);
        return rows.count(
                        WAITING + " AND a.digest IN (SELECT r.previous FROM receipt r" + OF_COUNTER
                                + " UNION ALL SELECT r.previous FROM removed_receipt r" + OF_COUNTER + ")",
                        values)
                > 0;
    }

    /** Whether a heartbeat has named a bill that is not here, and never was. */
    boolean isWaiting(String terminalNo) {
        return rows.count(WAITING, List.of(terminalNo)) > 0;
    }

    /**
     * Terminals of other merchants around a bill in the ledger: those with a hole of their own before their bill, filled since or not, and all
     * of them.
     */
    private record Others(int alike, int heard) {}

    private Others others(CaseKey first, long last, Instant seen) {
        return rows.list(
                        "SELECT COUNT(DISTINCT COALESCE(g.terminal_no, c.terminal_no)), COUNT(DISTINCT r.terminal_no)"
                                + " FROM receipt mine JOIN receipt r ON r.log_id = mine.log_id AND r.seq BETWEEN mine.seq - "
                                + NEIGHBOURS + " AND mine.seq + " + NEIGHBOURS
                                + " LEFT JOIN terminal_gap g ON g.terminal_no = r.terminal_no AND g.series = r.series"
                                + " AND g.to_counter = r.counter - 1"
                                + " LEFT JOIN coverage_case c ON c.terminal_no = r.terminal_no AND c.series = r.series"
                                + " AND c.counter = r.counter - 1 AND c.sources LIKE '%COUNTER%'"
                                + " WHERE mine.terminal_no = ? AND mine.series = ? AND mine.counter = ? AND mine.claim = 0"
                                + " AND r.merchant_no <> mine.merchant_no AND r.claim = 0 AND r.arrival BETWEEN ? AND ?",
                        List.of(
                                first.terminalNo(),
                                first.series(),
                                last + 1,
                                seen.minus(ALIKE).toEpochMilli(),
                                seen.plus(ALIKE).toEpochMilli()),
                        row -> new Others(row.getInt(1), row.getInt(2)))
                .get(0);
    }
}
