package org.tallystick.retention;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.Sha256;

/**
 * The file of everything that was ever erased, outside of the database: one line each, only ever added to, on disk before the erasure counts. A
 * line is id, kind, subject, what the ledger entry stands for (base64url) and the first half of a digest over the line; one that a crash cut off
 * names an erasure that was never confirmed, and is passed over.
 *
 * <p>Several processes may add at the same time.
 */
public final class ErasureRegister {
    private static final int COLUMNS = 5;
    private static final int CHECK = 16;
    /** Bytes read at a time: far longer than a line. */
    private static final int PIECE = 1 << 18;
    /** A lock of the file keeps other processes away, and throws at a second thread of this one. */
    private static final Object ADDING = new Object();

    private final Path file;

    /** What is erased. */
    public enum Kind {
        /** The parts of a receipt, whose number is the subject. */
        PARTS,
        /** What was written in a complaint, whose number is the subject, and how to reach who wrote it. */
        COMPLAINT,
        /** Drawing or name of a late signature, whose id is the subject. */
        LATE_SIGNATURE,
        /** Everything that stands in a log that has ended, whose origin is the subject. */
        LOG
    }

    /**
     * One erasure.
     *
     * @param id of its ledger entry
     * @param object what that entry stands for
     */
    public record Line(String id, Kind kind, String subject, byte[] object) {
        private String text() {
            String said = String.join(" ", id, kind.name(), subject, Base64Url.encode(object));
            return said + " " + check(said) + "\n";
        }

        private static Optional<Line> parse(String text) {
            String[] columns = text.split(" ", -1);
            int end = text.lastIndexOf(' ');
            if (columns.length != COLUMNS || !check(text.substring(0, end)).equals(columns[4])) {
                return Optional.empty();
            }
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.name().equals(columns[1]))
                    .findFirst()
                    .map(kind -> new Line(columns[0], kind, columns[2], Base64Url.decode(columns[3])));
        }

        private static String check(String said) {
            return Base64Url.encode(Arrays.copyOf(Sha256.of(said.getBytes(StandardCharsets.US_ASCII)), CHECK));
        }
    }

    public ErasureRegister(Path file) {
        this.file = file;
    }

    /** Adds a line; on disk when this returns. */
    public void add(Line line) throws IOException {
        addAll(List.of(line));
    }

    /** All whole lines, the oldest first; none if there is no file. */
    public List<Line> lines() throws IOException {
        return Files.exists(file) ? parse(Files.readString(file, StandardCharsets.ISO_8859_1)) : List.of();
    }

    private static List<Line> parse(String text) {
        return Arrays.stream(text.split("\n"))
                .map(Line::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Some of the lines.
     *
     * @param next where those begin that follow; where reading began if nothing follows
     */
    public record Piece(List<Line> lines, long next) {}

    /** The whole lines from a place on, a moderate number of them; from the beginning if the file is shorter than that. */
    public Piece from(long place) throws IOException {
        if (!Files.exists(file)) {
            return new Piece(List.of(), 0);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long begin = place > channel.size() ? 0 : place;
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(PIECE, channel.size() - begin));
            int read = 0;
            while (read >= 0 && bytes.hasRemaining()) {
                read = channel.read(bytes, begin + bytes.position());
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            int taken = end == 0 && text.length() == PIECE ? PIECE : end;
            return new Piece(parse(text.substring(0, taken)), begin + taken);
        }
    }

    /** Takes over what another register has and this one lacks. @return how many lines */
    public int merge(ErasureRegister other) throws IOException {
        Map<String, Line> missing = new LinkedHashMap<>();
        other.lines().forEach(line -> missing.put(line.id(), line));
        lines().forEach(line -> missing.remove(line.id()));
        if (!missing.isEmpty()) {
            addAll(List.copyOf(missing.values()));
        }
        return missing.size();
    }

    private void addAll(List<Line> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()));
        synchronized (ADDING) {
            append(text.toString());
        }
    }

    private void append(String text) throws IOException {
        try (FileChannel channel = DurableFile.openForWriting(file);
                var lock = channel.lock()) {
            String begin = endsWithin(channel) ? "\n" : "";
            ByteBuffer bytes = ByteBuffer.wrap((begin + text).getBytes(StandardCharsets.US_ASCII));
            channel.position(channel.size());
            while (lock.isValid() && bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Whether a crash has left a line without an end. */
    private static boolean endsWithin(FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) != '\n';
    }
}
