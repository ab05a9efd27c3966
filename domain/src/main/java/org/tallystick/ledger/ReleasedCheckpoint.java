package org.tallystick.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.Sha256;

/**
 * The largest tree of a log that this node has signed and let out, in a file of its own outside of the database: what a database that was
 * taken back to an earlier state is recognised by. The file has two places that are written by turns, each with its digest, so a crash spoils
 * the newer one at most, before it counted.
 *
 * <p>Belongs to one node: never copy it to another one, and never restore it from a backup. A restore begins it with the newest checkpoint that
 * anybody outside has, so that a node without a memory of its own is held to that.
 */
public final class ReleasedCheckpoint {
    private static final int CONTENT = Long.BYTES + MerkleHash.HASH_LENGTH;
    private static final int RECORD = CONTENT + Sha256.LENGTH;
    /** Each place on a sector of its own. */
    private static final int DISTANCE = 4_096;

    private final FileChannel file;
    private TreeHead last = new TreeHead(0, MerkleHash.EMPTY_ROOT);
    private int next;

    private ReleasedCheckpoint(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens the file, or begins one.
     *
     * @throws IllegalStateException when there is a file and nothing in it can be read: what was let out is not known then
     */
    public static ReleasedCheckpoint open(Path directory, String origin) {
        Path place = directory.resolve(origin.replaceAll("[^A-Za-z0-9.-]", "_") + ".head");
        try {
            DurableFile.makeDirectory(directory);
            ReleasedCheckpoint released = new ReleasedCheckpoint(DurableFile.openForWriting(place));
            released.read(place);
            return released;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + place + " cannot be opened: check its owner", e);
        }
    }

    /** Of size 0 if nothing was let out yet. */
    public synchronized TreeHead last() {
        return last;
    }

    /** Remembers a tree that is about to be let out; on disk when this returns. A smaller one than before changes nothing. */
    public synchronized void keep(TreeHead head) {
        if (head.size() <= last.size()) {
            return;
        }
        try {
            write(head);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The size of a log cannot be kept: check free space of the data directory", e);
        }
        last = head;
        next = 1 - next;
    }

    /**
     * Why this tree cannot be the one that this node has signed earlier, or its continuation.
     *
     * @param tiles of the same log; they are read only if {@code thoroughly}
     */
    public Optional<String> contradiction(TreeHead present, TileSource tiles, boolean thoroughly) {
        TreeHead released = last();
        if (released.size() > present.size()) {
            return Optional.of("this node has signed " + released.size() + " entries and the database has "
                    + present.size() + ": a backup or a stale standby stands in for it");
        }
        boolean same =
                released.size() == present.size() ? released.equals(present) : !thoroughly || grewFrom(released, tiles);
        return same
                ? Optional.empty()
                : Optional.of("the first " + released.size() + " entries are not those that this node has signed");
    }

    private static boolean grewFrom(TreeHead released, TileSource tiles) {
        try {
            return new TiledLog(tiles, released.size()).head().equals(released);
        } catch (IOException e) {
            throw new UncheckedIOException("the tiles of the tree that was signed cannot be read", e);
        }
    }

    private void write(TreeHead head) throws IOException {
        byte[] content = ByteBuffer.allocate(CONTENT)
                .putLong(head.size())
                .put(head.root())
                .array();
        ByteBuffer record =
                ByteBuffer.allocate(RECORD).put(content).put(Sha256.of(content)).flip();
        long at = (long) next * DISTANCE;
        while (record.hasRemaining()) {
            at += file.write(record, at);
        }
        file.force(false);
    }

    private void read(Path place) throws IOException {
        for (int i = 0; i < 2; i++) {
            Optional<TreeHead> found = read(i);
            if (found.isPresent() && found.get().size() > last.size()) {
                last = found.get();
                next = 1 - i;
            }
        }
        if (file.size() > RECORD && last.size() == 0) {
            throw new IllegalStateException("Nothing can be read in " + Objects.requireNonNull(place.getFileName())
                    + ": what this node has signed is not known. Audit the log; then remove the file");
        }
    }

    private Optional<TreeHead> read(int place) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        while (record.hasRemaining() && file.read(record, (long) place * DISTANCE + record.position()) > 0) {
            // Until it is full, or the file ends.
        }
        if (record.hasRemaining()) {
            return Optional.empty();
        }
        byte[] bytes = record.array();
        byte[] content = Arrays.copyOf(bytes, CONTENT);
        boolean whole = Arrays.equals(Sha256.of(content), Arrays.copyOfRange(bytes, CONTENT, RECORD));
        return whole
                ? Optional.of(new TreeHead(
                        ByteBuffer.wrap(content).getLong(), Arrays.copyOfRange(content, Long.BYTES, CONTENT)))
                : Optional.empty();
    }
}
