package org.tallystick.ledger.service;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LogFileName;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.ReleasedNote;
import org.tallystick.ledger.SignedNote;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.service.Node;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * The newest checkpoint of each log that this node has let out, kept outside the database: a file a log under {@code
 * <data-dir>/released/}, synced before the answers that rest on it go out (LEDGER.md, Rollback guard). It has two places, written in
 * turn, so that a write that is cut off leaves the other; what it holds is signed and so tells by itself whether it is whole.
 *
 * <p>Nodes that share the directory have files of their own and read everybody's.
 */
@ApplicationScoped
class ReleasedCheckpoints {
    private static final int PLACE = ReleasedNote.PLACE;

    private final Path directory;
    private final String node;
    private final Map<String, Released> open = new ConcurrentHashMap<>();

    @Inject
    ReleasedCheckpoints(Settings settings) {
        this(settings.dataDir().resolve("released"), Node.wholeName());
    }

    ReleasedCheckpoints(Path directory, String node) {
        this.directory = directory;
        this.node = LogFileName.safe(node);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReleasedCheckpoints() {
        this.directory = null;
        this.node = null;
    }

    /** One log's file and what it holds. */
    private static final class Released {
        private final FileChannel channel;
        private @Nullable Checkpoint newest;
        private int place;

        private Released(FileChannel channel) throws IOException {
            this.channel = channel;
            this.place = sizeAt(0) > sizeAt(1) ? 1 : 0;
        }

        /** Of what an earlier run left there; -1 for nothing that can be read. */
        private long sizeAt(int which) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(PLACE);
            for (long at = (long) which * PLACE; bytes.hasRemaining(); ) {
                int read = channel.read(bytes, at);
                if (read < 0) {
                    break;
                }
                at += read;
            }
            try {
                byte[] note = withoutZeros(Arrays.copyOf(bytes.array(), bytes.position()));
                return Checkpoint.parse(SignedNote.parse(note).text()).size();
            } catch (LedgerFormatException e) {
                return -1;
            }
        }

        private synchronized void write(Checkpoint checkpoint, byte[] note) throws IOException {
            if (newest != null && newest.size() >= checkpoint.size()) {
                if (newest.size() == checkpoint.size() && !Arrays.equals(newest.root(), checkpoint.root())) {
                    throw new IllegalStateException(
                            "two trees of " + checkpoint.size() + " entries of " + checkpoint.origin());
                }
                return;
            }
            ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(note, PLACE));
            for (long at = (long) place * PLACE; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
            place = 1 - place;
            newest = checkpoint;
        }

        private synchronized Optional<Checkpoint> newest() {
            return Optional.ofNullable(newest);
        }
    }

    /**
     * Notes what is about to go out; durable on return. Smaller ones than the newest are not noted.
     *
     * @throws UncheckedIOException if it cannot be noted: then it must not go out
     */
    void release(LedgerLog log, Checkpoint checkpoint, byte[] note) {
        if (note.length > PLACE) {
            throw new IllegalArgumentException("a log's own checkpoint has at most " + PLACE + " bytes");
        }
        try {
            file(log.origin()).write(checkpoint, note);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The checkpoint of " + log.origin() + " cannot be noted under " + directory + ": check free space",
                    e);
        }
    }

    /** The newest one that this process has let out; empty before the first. Costs nothing. */
    Optional<Checkpoint> ownNewest(LedgerLog log) {
        return Optional.ofNullable(open.get(log.origin())).flatMap(Released::newest);
    }

    /**
     * What all nodes' files hold, the largest first: two of each node as a rule. Two nodes may have let out different trees. A file, or a place in one, that
     * holds nothing signed by the log is passed over.
     */
    List<Checkpoint> all(LedgerLog log, NoteVerifier key) {
        return Stream.concat(
                        ownNewest(log).stream(), files(log.origin()).stream().flatMap(file -> held(file, key)))
                .distinct()
                .sorted(Comparator.comparingLong(Checkpoint::size).reversed())
                .toList();
    }

    /** Whether any node has ever let out a checkpoint under an origin that begins so. */
    boolean knowsAny(String beginning) {
        String prefix = ReleasedNote.prefix(beginning);
        return !filesWith(prefix.substring(0, prefix.length() - 1)).isEmpty();
    }

    /** Whether any node has ever let out a checkpoint under this origin. */
    boolean knows(String origin) {
        return !files(origin).isEmpty();
    }

    private Released file(String origin) throws IOException {
        Released known = open.get(origin);
        if (known == null) {
            PrivateFile.createDirectory(directory);
            synchronized (open) {
                known = open.get(origin);
                if (known == null) {
                    known = new Released(DurableFile.openForWriting(ReleasedNote.file(directory, origin, node)));
                    open.put(origin, known);
                }
            }
        }
        return known;
    }

    private List<Path> files(String origin) {
        return filesWith(ReleasedNote.prefix(origin));
    }

    private List<Path> filesWith(String prefix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read", e);
        }
    }

    private static Stream<Checkpoint> held(Path file, NoteVerifier key) {
        try {
            byte[] content = Files.readAllBytes(file);
            return Stream.of(0, PLACE)
                    .filter(from -> from < content.length)
                    .map(from -> Arrays.copyOfRange(content, from, Math.min(content.length, from + PLACE)))
                    .flatMap(place -> opened(place, key).stream());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    private static byte[] withoutZeros(byte[] place) {
        int end = 0;
        while (end < place.length && place[end] != 0) {
            end++;
        }
        return Arrays.copyOf(place, end);
    }

    private static Optional<Checkpoint> opened(byte[] place, NoteVerifier key) {
        try {
            return Optional.of(Checkpoint.open(withoutZeros(place), List.of(key)));
        } catch (LedgerFormatException e) {
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        open.values().forEach(released -> {
            try {
                released.channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
