package org.tallystick.ledger.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SealedText;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.Sha256;

/**
 * What a witness remembers, in a directory that one process has for itself: the file {@code witness} with its key and
 * the logs it has ever cosigned, and for each of them the cosigned checkpoint under the hash of the origin. So a file
 * that is lost is missed, and one that is changed no longer verifies. Thread-safe.
 */
public final class WitnessMemory implements AutoCloseable {
    private static final String INDEX = "witness";
    private static final String FORMAT = "tallystick-witness/v1";

    private final Path directory;
    private final NoteVerifier key;
    private final FileChannel lock;
    private final Set<String> origins;

    private WitnessMemory(Path directory, NoteVerifier key, FileChannel lock, Set<String> origins) {
        this.directory = directory;
        this.key = key;
        this.lock = lock;
        this.origins = origins;
    }

    /** Whether a witness has worked in this directory before. */
    public static boolean existsIn(Path directory) {
        return Files.exists(directory.resolve(INDEX));
    }

    /** Whether there is a memory that is not known to be empty. */
    public static boolean holdsSomething(Path directory) throws IOException {
        return existsIn(directory) && !isEmpty(Files.readAllBytes(directory.resolve(INDEX)));
    }

    private static boolean isEmpty(byte[] index) {
        try {
            return SealedText.open(index).lines().count() == 2;
        } catch (LedgerFormatException e) {
            return false;
        }
    }

    /** Begins a memory that remembers nothing; only a fresh key may have such a one. */
    public static void create(Path directory, NoteVerifier key) throws IOException {
        DurableFile.makeDirectory(directory);
        DurableFile.replace(directory.resolve(INDEX), index(key, Set.of()));
    }

    /** @throws LedgerStateException if the memory is another witness's, damaged, or in use */
    public static WitnessMemory open(Path directory, NoteVerifier key) throws IOException {
        FileChannel lock = DurableFile.lock(directory.resolve("lock"))
                .orElseThrow(() -> new LedgerStateException(
                        "Another witness is working in " + directory + ". Two with one memory would cosign twice."));
        try {
            Set<String> origins = origins(directory.resolve(INDEX), key);
            return new WitnessMemory(directory, key, lock, origins);
        } catch (LedgerStateException | IOException e) {
            lock.close();
            throw e;
        }
    }

    private static Set<String> origins(Path file, NoteVerifier key) throws IOException {
        List<String> lines;
        try {
            lines = SealedText.open(Files.readAllBytes(file)).lines().toList();
        } catch (LedgerFormatException e) {
            throw new LedgerStateException("The witness's memory " + file + " is damaged: " + e.getMessage()
                    + ". Restore no backup of it, since that may be older than what was cosigned: begin a new witness"
                    + " with a new key and a new directory.");
        }
        if (lines.size() < 2 || !lines.get(0).equals(FORMAT)) {
            throw new LedgerStateException("The file " + file + " is not the memory of a witness.");
        }
        if (!lines.get(1).equals(key.vkey())) {
            throw new LedgerStateException("The memory in " + file + " is that of another witness, " + lines.get(1)
                    + ". Give its key, or another directory.");
        }
        return new TreeSet<>(lines.subList(2, lines.size()));
    }

    /**
     * @return the note that was cosigned last; empty if none ever was
     * @throws LedgerStateException if one was, and its file is gone
     */
    Optional<byte[]> recall(String origin) throws IOException {
        Path file = file(origin);
        if (Files.exists(file)) {
            return Optional.of(Files.readAllBytes(file));
        }
        if (knows(origin)) {
            throw new LedgerStateException("The witness has cosigned checkpoints of " + origin + ", but " + file
                    + " is gone. Without it the log could be rolled back: begin a new witness with a new key and a new"
                    + " directory.");
        }
        return Optional.empty();
    }

    /** Makes a cosigned note the last one of its log; after return it is durable. */
    void keep(String origin, byte[] note) throws IOException {
        DurableFile.replace(file(origin), note);
        rememberOrigin(origin);
    }

    private synchronized void rememberOrigin(String origin) throws IOException {
        if (!origins.contains(origin)) {
            Set<String> more = new TreeSet<>(origins);
            more.add(origin);
            DurableFile.replace(directory.resolve(INDEX), index(key, more));
            origins.add(origin);
        }
    }

    private synchronized boolean knows(String origin) {
        return origins.contains(origin);
    }

    /** Keeps evidence against a log, the first only: one is enough, and the disk is not for the log to fill. */
    Path keepEvidence(String origin, byte[] evidence) throws IOException {
        Path file = directory.resolve(hash(origin) + ".split-view.json");
        if (!Files.exists(file)) {
            DurableFile.replace(file, evidence);
        }
        return file;
    }

    private Path file(String origin) {
        return directory.resolve(hash(origin) + ".checkpoint");
    }

    /** What the protocol calls a log in addresses. */
    static String hash(String origin) {
        return HexFormat.of().formatHex(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] index(NoteVerifier key, Set<String> origins) {
        StringBuilder text =
                new StringBuilder(FORMAT).append('\n').append(key.vkey()).append('\n');
        origins.forEach(origin -> text.append(origin).append('\n'));
        return SealedText.seal(text.toString());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
