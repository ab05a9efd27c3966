package org.tallystick.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * An append-only file of JSON records, one a line: eight hexadecimal digits of CRC-32C, a space, the record, LF. What
 * is whole can be told from what is torn, and nothing in the file is ever changed. Not thread-safe.
 */
final class OutboxLog implements Closeable {
    private static final int PREFIX = 9;
    private static final int LONGEST_LINE = 1 << 20;
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(8, 64, 512 * 1024, 1 << 17);

    private final FileChannel channel;
    private long end;

    /** Where the line of a record stands, in bytes. */
    record Place(long offset, int length) {}

    private OutboxLog(FileChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    /**
     * Reads whole records from the beginning up to the first that is not whole.
     *
     * @return the offset behind the last whole record
     */
    static long scan(Path file, BiConsumer<Place, JsonObject> visitor) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long offset = 0;
            for (byte[] line = nextLine(in); line.length > 0; line = nextLine(in)) {
                if (!isWhole(line)) {
                    return offset;
                }
                visitor.accept(new Place(offset, line.length), record(line));
                offset += line.length;
            }
            return offset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the file for appending at {@code end}, as {@link #scan} found it. What stands behind it, the torn last
     * record of a crash, is first set aside in a file beside it.
     */
    static OutboxLog openAt(Path file, long end) {
        try {
            FileChannel channel = DurableFile.openForWriting(file);
            if (channel.size() > end) {
                setAside(channel, end, file.resolveSibling(file.getFileName() + ".torn"));
                channel.truncate(end);
                channel.force(true);
            }
            return new OutboxLog(channel, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends records, in order and durably, and tells where they stand. */
    List<Place> append(List<? extends Map<String, ?>> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Place> places = new ArrayList<>();
        for (Map<String, ?> members : records) {
            byte[] line = line(JsonWriter.write(members));
            places.add(new Place(end + bytes.size(), line.length));
            bytes.writeBytes(line);
        }
        try {
            channel.position(end);
            StateDirectory.writeFully(channel, ByteBuffer.wrap(bytes.toByteArray()));
            channel.force(false);
            end += bytes.size();
            return places;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads again a record whose place is known. */
    JsonObject read(Place place) {
        ByteBuffer line = ByteBuffer.allocate(place.length());
        try {
            int read = 0;
            while (line.hasRemaining() && read >= 0) {
                read = channel.read(line, place.offset() + line.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!isWhole(line.array())) {
            throw new TerminalException(
                    Trouble.DAMAGED, "The outbox changed on disk at byte %d: restore it.".formatted(place.offset()));
        }
        return record(line.array());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line as it stands in the file. */
    static byte[] line(byte[] json) {
        byte[] line = Arrays.copyOf(
                "%08x ".formatted(checksum(json, 0, json.length)).getBytes(US_ASCII), PREFIX + json.length + 1);
        System.arraycopy(json, 0, line, PREFIX, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    static boolean isWhole(byte[] line) {
        if (line.length <= PREFIX || line[line.length - 1] != '\n') {
            return false;
        }
        String expected = "%08x ".formatted(checksum(line, PREFIX, line.length - PREFIX - 1));
        return expected.equals(new String(line, 0, PREFIX, US_ASCII));
    }

    static JsonObject record(byte[] line) {
        try {
            return StrictJson.parse(Arrays.copyOfRange(line, PREFIX, line.length - 1), LIMITS);
        } catch (Problem e) {
            throw new TerminalException(
                    Trouble.DAMAGED,
                    "A record of the outbox has a right checksum and is not ours: restore the file.",
                    e);
        }
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** The next line with its LF, what is left without one, or nothing at the end. */
    private static byte[] nextLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n' || line.size() > LONGEST_LINE) {
                break;
            }
        }
        return line.toByteArray();
    }

    private static void setAside(FileChannel from, long start, Path file) throws IOException {
        try (FileChannel to = DurableFile.openForWriting(file)) {
            to.truncate(0);
            from.transferTo(start, from.size() - start, to);
            to.force(true);
        }
    }
}
