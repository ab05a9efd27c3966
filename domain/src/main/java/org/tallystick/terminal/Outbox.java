package org.tallystick.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.SignedBill;
import org.tallystick.terminal.OutboxRecord.Issued;
import org.tallystick.terminal.OutboxRecord.Lost;

/**
 * The durable outbox of a state directory: {@code outbox.log} holds what happened, {@code outbox.mark} the last number
 * that may have been seen outside. Opening it takes the lock of the directory and mends what a crash tore. Not
 * thread-safe.
 */
final class Outbox implements Closeable {
    private static final String LOG = "outbox.log";
    private static final String MARK = "outbox.mark";
    private static final String MESSAGE = "message";

    private final FileChannel lock;
    private final OutboxLog log;
    private final OutboxMark mark;
    private final OutboxIndex index;

    private Outbox(FileChannel lock, OutboxLog log, OutboxMark mark, OutboxIndex index) {
        this.lock = lock;
        this.log = log;
        this.mark = mark;
        this.index = index;
    }

    /**
     * Opens the outbox for writing.
     *
     * <p>A torn end is cut off. If the number in it had left this directory, the number is lost, and the chain goes on
     * from its digest in the mark.
     *
     * @throws TerminalException LOCKED if another process has it; DAMAGED if numbers that left are gone and their
     *     digests too, so that going on would mean to guess
     */
    static Outbox open(StateDirectory state) {
        FileChannel lock = state.lock();
        try {
            OutboxIndex index = new OutboxIndex();
            long end = scan(state.file(LOG), index);
            Optional<OutboxMark.Last> lost = lost(state, index);
            OutboxLog log = OutboxLog.openAt(state.file(LOG), end);
            Outbox outbox = new Outbox(lock, log, OutboxMark.open(state.file(MARK)), index);
            lost.ifPresent(last -> outbox.write(List.of(new Lost(last))));
            outbox.raiseMark(OutboxMark.read(state.file(MARK)));
            return outbox;
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    /** What is in the outbox at this moment, without the right to change it. */
    static OutboxIndex look(StateDirectory state) {
        OutboxIndex index = new OutboxIndex();
        scan(state.file(LOG), index);
        lost(state, index).ifPresent(last -> index.apply(new Lost(last), new OutboxLog.Place(0, 0)));
        return index;
    }

    private static long scan(Path file, OutboxIndex index) {
        return OutboxLog.scan(file, (place, line) -> index.apply(OutboxRecord.of(line), place));
    }

    private static Optional<OutboxMark.Last> lost(StateDirectory state, OutboxIndex index) {
        long known = index.last().map(OutboxMark.Last::counter).orElse(0L);
        Optional<OutboxMark.Last> left = OutboxMark.read(state.file(MARK)).filter(last -> last.counter() > known);
        if (left.isPresent() && left.get().counter() > known + 1) {
            throw new TerminalException(
                    Trouble.DAMAGED,
                    "%s ends at number %d, but number %d was given. Restore it, or enrol into a new directory."
                            .formatted(state.file(LOG), known, left.get().counter()));
        }
        return left;
    }

    /** Records that are whole were issued, even if the process ended before it could set the mark. */
    private void raiseMark(Optional<OutboxMark.Last> set) {
        long known = set.map(OutboxMark.Last::counter).orElse(0L);
        index.last().filter(last -> last.counter() > known).ifPresent(last -> {
            log.sync();
            mark.set(last);
        });
    }

    OutboxIndex index() {
        return index;
    }

    long nextCounter() {
        return index.last().map(OutboxMark.Last::counter).orElse(0L) + 1;
    }

    /** Gives the bills their numbers for good. After return they may be shown and sent, and survive everything. */
    void issue(List<PendingBill> bills) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (PendingBill bill : bills) {
            Map<String, Object> line = new LinkedHashMap<>(bill.issued().members());
            line.put(MESSAGE, plain(bill.message()));
            lines.add(line);
        }
        List<OutboxLog.Place> places = log.append(lines);
        Issued last = bills.get(bills.size() - 1).issued();
        mark.set(last.last());
        for (int i = 0; i < places.size(); i++) {
            index.apply(bills.get(i).issued(), places.get(i));
        }
    }

    /** Notes what happened, durably and in order. */
    void write(List<? extends OutboxRecord> records) {
        List<OutboxLog.Place> places =
                log.append(records.stream().map(OutboxRecord::members).toList());
        for (int i = 0; i < places.size(); i++) {
            index.apply(records.get(i), places.get(i));
        }
    }

    /** The message of a waiting bill, as it was issued. */
    PendingBill pending(OutboxIndex.Waiting waiting) {
        byte[] json = JsonWriter.write(log.read(waiting.place()).object(MESSAGE).asMap());
        return new PendingBill(waiting.bill(), SignedBill.parse(json));
    }

    /** A bill that was delivered before, as it was issued; nothing for other numbers. */
    Optional<PendingBill> delivered(long counter) {
        return index.placeOfDelivered(counter).map(log::read).map(line -> {
            byte[] json = JsonWriter.write(line.object(MESSAGE).asMap());
            return new PendingBill((Issued) OutboxRecord.of(line), SignedBill.parse(json));
        });
    }

    private static Map<String, ?> plain(SignedBill message) {
        return StrictJson.parse(message.toJson(), StrictJson.Limits.ENVELOPE).asMap();
    }

    @Override
    public void close() {
        log.close();
        mark.close();
        close(lock);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
