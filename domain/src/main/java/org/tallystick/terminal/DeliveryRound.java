package org.tallystick.terminal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Cause;
import org.tallystick.terminal.OutboxRecord.Delivered;
import org.tallystick.terminal.OutboxRecord.Missed;
import org.tallystick.terminal.OutboxRecord.Parked;

/**
 * One pass over all bills that wait, in order, each asked for once at most: what came of it is written down before the
 * next request. A bill that fares badly for itself does not stop those behind it.
 */
final class DeliveryRound {
    /** So few bills are sent together, however little a platform takes. */
    private static final int FEW = 8;

    private static final Reply.Later OUT_OF_TIME =
            new Reply.Later("There was no time for all.", Optional.empty(), Optional.empty(), false);

    private final Outbox outbox;
    private final Courier courier;
    private final ReceiptFiles receipts;
    private final IntConsumer progress;
    private final Clock clock;

    private final List<DeliveryReport.ParkedBill> parked = new ArrayList<>();
    private final SortedMap<Long, List<String>> findings = new TreeMap<>();
    private int delivered;
    private int most = Courier.MOST_BILLS;

    /** @param progress called with the number of bills that left the queue since the call before */
    DeliveryRound(Outbox outbox, Courier courier, ReceiptFiles receipts, IntConsumer progress, Clock clock) {
        this.outbox = outbox;
        this.courier = courier;
        this.receipts = receipts;
        this.progress = progress;
        this.clock = clock;
    }

    /** Codes of what the platform remarked, by counter. */
    SortedMap<Long, List<String>> findings() {
        return Collections.unmodifiableSortedMap(findings);
    }

    int delivered() {
        return delivered;
    }

    List<DeliveryReport.ParkedBill> parked() {
        return List.copyOf(parked);
    }

    /**
     * @param end no request begins later, but the first
     * @return what kept a bill in the queue; nothing if all have left it
     */
    Optional<Reply.Later> run(Instant end) {
        Optional<Reply.Later> trouble = Optional.empty();
        List<PendingBill> window = window(0);
        while (!window.isEmpty()) {
            Optional<Reply.Later> last = settle(window, courier.deliver(window));
            trouble = last.isPresent() ? last : trouble;
            if (last.filter(Reply.Later::everybody).isPresent()) {
                last.flatMap(Reply.Later::cause)
                        .ifPresent(cause -> miss(outbox.index().waiting().keySet(), cause));
                return last;
            }
            window = window(window.get(window.size() - 1).counter());
            if (!window.isEmpty() && clock.instant().isAfter(end)) {
                return Optional.of(OUT_OF_TIME);
            }
        }
        return trouble;
    }

    /** The next waiting bills that fit into one request. Unsigned ones travel alone: the secret is for them only. */
    private List<PendingBill> window(long after) {
        List<PendingBill> window = new ArrayList<>();
        int bytes = 0;
        for (OutboxIndex.Waiting waiting :
                outbox.index().waiting().tailMap(after, false).values()) {
            PendingBill bill = outbox.pending(waiting);
            bytes += waiting.place().length();
            boolean fits = bytes <= Courier.MOST_BYTES && window.size() < most;
            if (!window.isEmpty() && !(fits && bill.isSigned() && window.get(0).isSigned())) {
                break;
            }
            window.add(bill);
        }
        return window;
    }

    private Optional<Reply.Later> settle(List<PendingBill> window, List<Reply> replies) {
        List<OutboxRecord> records = new ArrayList<>();
        Optional<Reply.Later> trouble = Optional.empty();
        for (int i = 0; i < window.size(); i++) {
            PendingBill bill = window.get(i);
            Reply reply = replies.get(i);
            if (reply instanceof Reply.Stored stored) {
                records.add(stored(bill, stored));
            } else if (reply instanceof Reply.Removed) {
                delivered++;
                records.add(new OutboxRecord.Forgotten(bill.counter()));
            } else if (reply instanceof Reply.Refused refused) {
                records.add(refused(bill, refused));
            } else if (reply instanceof Reply.Later later) {
                trouble = trouble.filter(Reply.Later::everybody).or(() -> Optional.of(later));
                later.cause().filter(c -> !later.everybody()).ifPresent(c -> miss(List.of(bill.counter()), c));
            }
        }
        if (!records.isEmpty()) {
            outbox.write(records);
            progress.accept(records.size());
        }
        adapt(records.size(), trouble.isPresent());
        return trouble;
    }

    /** As many as were taken last time; where all were, twice as many. */
    private void adapt(int settled, boolean troubled) {
        most = troubled ? Math.max(FEW, settled) : Math.min(Courier.MOST_BILLS, 2 * most);
    }

    private OutboxRecord stored(PendingBill bill, Reply.Stored reply) {
        receipts.store(bill, reply);
        delivered++;
        if (!reply.findings().isEmpty()) {
            findings.put(bill.counter(), reply.findings());
        }
        return new Delivered(
                bill.counter(),
                reply.status().name(),
                reply.number(),
                reply.proof().index());
    }

    private OutboxRecord refused(PendingBill bill, Reply.Refused reply) {
        parked.add(new DeliveryReport.ParkedBill(bill.counter(), reply.type(), reply.detail()));
        return new Parked(
                bill.counter(), reply.type().slug(), causeOf(reply.type()).code());
    }

    /** Notes that bills of an outage will have to be listed; each once, and a RECOVERY never. */
    private void miss(Collection<Long> counters, Cause cause) {
        List<Long> fresh = counters.stream()
                .filter(counter -> !outbox.index().missing().containsKey(counter))
                .filter(counter -> !Objects.requireNonNull(
                                outbox.index().waiting().get(counter))
                        .bill()
                        .isRecovery())
                .toList();
        if (!fresh.isEmpty()) {
            outbox.write(List.of(new Missed(fresh, cause.code())));
        }
    }

    /** The code under which a RECOVERY lists a refused bill (WORKFLOWS.md W.3). */
    static Cause causeOf(ProblemType refusal) {
        return switch (refusal) {
            case COUNTER_CONFLICT, CODE_USED -> Cause.CONFLICT;
            case SIGNATURE_INVALID -> Cause.SIGNATURE_INVALID;
            case SIGNATURE_MISSING -> Cause.SIGNING_UNIT_FAILED;
            case CERTIFICATE_UNKNOWN -> Cause.CERT_UNTRUSTED;
            case BILL_MISMATCH -> Cause.CERT_KEY_MISMATCH;
            case MALFORMED, HEADER_INVALID, MEMBER_INVALID, PART_MISMATCH, FULL_CARD_NUMBER, TOO_LARGE -> Cause.FORMAT;
            default -> Cause.HOST_REFUSED;
        };
    }
}
