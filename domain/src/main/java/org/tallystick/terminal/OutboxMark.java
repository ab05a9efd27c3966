package org.tallystick.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;

/**
 * The last number that may have been seen outside: set, durably, before a slip is printed or a byte is sent. With it a
 * torn end of the log can be judged: what never left may be forgotten, what may have left is never used again. Two
 * slots are written in turn, so that a torn write leaves the one before. Not thread-safe.
 */
final class OutboxMark implements Closeable {
    private static final int SLOT = 512;

    private final FileChannel channel;
    private long writes;

    /**
     * What must be known of the last bill even if its record is destroyed.
     *
     * @param amount minor units
     * @param digest SHA-256 of the payload, for the next bill's {@code previous}
     * @param source the row of a file that the bill came from
     */
    record Last(long counter, long amount, byte[] digest, Optional<String> source) {
        Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("counter", counter);
            members.put("amount", amount);
            members.put("digest", Base64Url.encode(digest));
            members.put("source", source);
            return members;
        }

        static Last of(JsonObject record) {
            return new Last(
                    record.integer("counter"),
                    record.integer("amount"),
                    Base64Url.decode(record.string("digest")),
                    record.optionalString("source"));
        }
    }

    private OutboxMark(FileChannel channel, long writes) {
        this.channel = channel;
        this.writes = writes;
    }

    /** The mark as it stands; nothing if none was ever set. */
    static Optional<Last> read(Path file) {
        try {
            byte[] slots = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            Optional<Last> first = slot(slots, 0);
            Optional<Last> second = slot(slots, 1);
            if (slots.length >= 2 * SLOT && first.isEmpty() && second.isEmpty()) {
                throw new TerminalException(
                        Trouble.DAMAGED, "%s is broken: restore it, or enrol into a new directory.".formatted(file));
            }
            return first.isEmpty()
                            || (second.isPresent()
                                    && second.get().counter() > first.get().counter())
                    ? second
                    : first;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OutboxMark open(Path file) {
        try {
            Optional<Last> last = read(file);
            boolean lastIsFirstSlot =
                    last.isPresent() && last.get().counter() == slotCounter(Files.readAllBytes(file), 0);
            return new OutboxMark(DurableFile.openForWriting(file), lastIsFirstSlot ? 1 : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void set(Last last) {
        byte[] line = OutboxLog.line(JsonWriter.write(last.members()));
        if (line.length > SLOT) {
            throw new IllegalArgumentException("The name of a row is too long to be remembered");
        }
        byte[] slot = new byte[SLOT];
        Arrays.fill(slot, (byte) ' ');
        System.arraycopy(line, 0, slot, 0, line.length);
        try {
            channel.position((writes++ % 2) * SLOT);
            StateDirectory.writeFully(channel, ByteBuffer.wrap(slot));
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long slotCounter(byte[] slots, int index) {
        return slot(slots, index).map(Last::counter).orElse(-1L);
    }

    private static Optional<Last> slot(byte[] slots, int index) {
        int from = index * SLOT;
        int to = Math.min(slots.length, from + SLOT);
        for (int i = from; i < to; i++) {
            if (slots[i] == '\n') {
                byte[] line = Arrays.copyOfRange(slots, from, i + 1);
                return OutboxLog.isWhole(line) ? Optional.of(Last.of(OutboxLog.record(line))) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
