package org.tallystick.terminal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.signing.Cause;
import org.tallystick.terminal.OutboxRecord.Delivered;
import org.tallystick.terminal.OutboxRecord.Forgotten;
import org.tallystick.terminal.OutboxRecord.Issued;
import org.tallystick.terminal.OutboxRecord.Lost;
import org.tallystick.terminal.OutboxRecord.Missed;
import org.tallystick.terminal.OutboxRecord.Parked;

/**
 * What the lines of an outbox come to, kept in memory: a fold over {@link OutboxRecord}s in their order. Not
 * thread-safe.
 */
final class OutboxIndex {
    private final NavigableMap<Long, Waiting> waiting = new TreeMap<>();
    private final NavigableMap<Long, Parked> parked = new TreeMap<>();
    private final NavigableMap<Long, Missing> missing = new TreeMap<>();
    private final Map<Long, Missing> listed = new HashMap<>();
    private final Map<Long, Delivered> delivered = new HashMap<>();
    private final Set<Long> forgotten = new HashSet<>();
    private final Map<Long, OutboxLog.Place> places = new HashMap<>();
    private final Map<String, Long> sources = new HashMap<>();
    private Optional<OutboxMark.Last> last = Optional.empty();
    private boolean recoveryRefused;

    /** A bill to be sent, and where its line stands. */
    record Waiting(Issued bill, OutboxLog.Place place) {}

    /** A counter that the next RECOVERY has to list; amount in minor units. */
    record Missing(long counter, long amount, String cause) {}

    void apply(OutboxRecord record, OutboxLog.Place place) {
        if (record instanceof Issued issued) {
            issue(issued, place);
        } else if (record instanceof Delivered done) {
            waiting.remove(done.counter());
            delivered.put(done.counter(), done);
        } else if (record instanceof Forgotten gone) {
            waiting.remove(gone.counter());
            forgotten.add(gone.counter());
        } else if (record instanceof Parked refused) {
            park(refused);
        } else if (record instanceof Missed missed) {
            missed.counters().forEach(counter -> miss(counter, missed.cause()));
        } else if (record instanceof Lost lost) {
            remember(lost.last());
            add(new Missing(lost.last().counter(), lost.last().amount(), Cause.APP_CRASH.code()));
        }
    }

    private void issue(Issued issued, OutboxLog.Place place) {
        remember(issued.last());
        waiting.put(issued.counter(), new Waiting(issued, place));
        places.put(issued.counter(), place);
        issued.lists().orElse(List.of()).forEach(counter -> {
            Missing entry = missing.remove(counter);
            if (entry != null) {
                listed.put(counter, entry);
            }
        });
    }

    private void remember(OutboxMark.Last bill) {
        last = Optional.of(bill);
        bill.source().ifPresent(source -> sources.put(source, bill.counter()));
    }

    private void park(Parked refused) {
        Waiting bill = waiting.remove(refused.counter());
        if (bill == null) {
            return;
        }
        parked.put(refused.counter(), refused);
        add(new Missing(refused.counter(), bill.bill().amount(), refused.cause()));
        recoveryRefused = bill.bill().isRecovery();
        bill.bill().lists().orElse(List.of()).forEach(counter -> {
            Missing entry = listed.remove(counter);
            if (entry != null) {
                missing.put(counter, entry);
            }
        });
    }

    private void miss(long counter, String cause) {
        Waiting bill = waiting.get(counter);
        if (bill != null && !bill.bill().isRecovery() && !missing.containsKey(counter)) {
            add(new Missing(counter, bill.bill().amount(), cause));
        }
    }

    private void add(Missing entry) {
        missing.put(entry.counter(), entry);
        recoveryRefused = false;
    }

    /** The last number given, and what the next bill must know of it. */
    Optional<OutboxMark.Last> last() {
        return last;
    }

    NavigableMap<Long, Waiting> waiting() {
        return waiting;
    }

    NavigableMap<Long, Parked> parked() {
        return parked;
    }

    /** What no RECOVERY has listed yet, by counter. */
    NavigableMap<Long, Missing> missing() {
        return missing;
    }

    /**
     * Whether a RECOVERY should be issued: the outage is over and something is left to list. One that was refused is
     * not tried again before something new is missing.
     */
    boolean recoveryIsDue() {
        return waiting.isEmpty() && !missing.isEmpty() && !recoveryRefused;
    }

    Optional<Long> counterOf(String source) {
        return Optional.ofNullable(sources.get(source));
    }

    /** Where the line of a bill stands that was delivered: the outbox keeps what it sent. */
    Optional<OutboxLog.Place> placeOfDelivered(long counter) {
        return delivered.containsKey(counter) ? Optional.ofNullable(places.get(counter)) : Optional.empty();
    }

    Optional<Delivered> delivered(long counter) {
        return Optional.ofNullable(delivered.get(counter));
    }

    /** Whether the platform had the bill and has removed it after its retention. */
    boolean isForgotten(long counter) {
        return forgotten.contains(counter);
    }

    int deliveredCount() {
        return delivered.size() + forgotten.size();
    }
}
