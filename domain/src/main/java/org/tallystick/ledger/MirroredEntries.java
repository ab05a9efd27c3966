package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The entries of a mirror: a bundle is kept only if each of its entries hashes to its leaf in the tree. */
final class MirroredEntries {
    private static final int MOST_NOTES = 20;

    private final MirrorDirectory directory;
    private final List<String> notes = new ArrayList<>();
    private long hashed;

    /** Whether the log says that its entries are not kept any more: no use to ask for each. */
    private boolean removed;

    /** Bundles before this one are here, or are known not to be had. */
    private long completeTo;

    MirroredEntries(MirrorDirectory directory) {
        this.directory = directory;
    }

    void beginRound() {
        removed = false;
        hashed = 0;
        notes.clear();
    }

    long hashed() {
        return hashed;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Stages a bundle.
     *
     * @param leaves hashes that its entries must have
     * @param reuse whether to take what an earlier process staged
     * @throws LedgerFormatException if the bundle is malformed, or one of its entries is another than the tree has
     */
    void mirror(TileSource source, EntryBundleCoordinate bundle, Tile leaves, boolean reuse) throws IOException {
        String name = "tile/entries/" + bundle.path();
        Optional<byte[]> staged = reuse ? directory.staged(name) : Optional.empty();
        if (staged.isPresent() && isOf(staged.get(), bundle, leaves)) {
            directory.take(name);
            return;
        }
        if (removed) {
            return;
        }
        byte[] bytes;
        try {
            bytes = new TileReader(source).bundle(bundle);
        } catch (EntriesRemovedException e) {
            removed = true;
            notes.add("The log says that its entries were removed after their retention, which only the master log"
                    + " proves: audit all logs by its key. What is mirrored already is kept.");
            return;
        } catch (NoSuchFileException e) {
            if (notes.size() < MOST_NOTES) {
                notes.add("Entry bundle " + bundle.path()
                        + " is not to be had, which only a published retention policy allows.");
            }
            return;
        }
        List<byte[]> entries;
        try {
            entries = EntryBundle.parse(bytes, bundle.width());
        } catch (LedgerFormatException e) {
            throw new LedgerFormatException("Entry bundle " + bundle.path() + ": " + e.getMessage());
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!Arrays.equals(MerkleHash.leaf(entries.get(i)), leaves.hash(i))) {
                throw new LedgerFormatException("Entry " + (bundle.firstEntry() + i) + " in bundle " + bundle.path()
                        + " does not hash to its leaf in the tree");
            }
        }
        hashed += entries.size();
        directory.stage(name, bytes);
    }

    private static boolean isOf(byte[] bytes, EntryBundleCoordinate bundle, Tile leaves) {
        List<byte[]> entries = EntryBundle.complete(bytes, bundle.width());
        return entries.size() == bundle.width()
                && EntryBundle.length(entries) == bytes.length
                && Arrays.equals(
                        Tile.of(entries.stream().map(MerkleHash::leaf).toList()).bytes(), leaves.bytes());
    }

    /** Fetches bundles that are not here, such as those from before the mirror had a token. */
    void complete(TileSource source, long size, Consumer<AuditProgress> progress) throws IOException {
        TileReader own = new TileReader(directory.files());
        for (long index = completeTo; index * TileCoordinate.FULL_WIDTH < size; index++) {
            TileCoordinate tile = TileCoordinate.holding(0, index * TileCoordinate.FULL_WIDTH, size);
            EntryBundleCoordinate bundle = new EntryBundleCoordinate(index, tile.width());
            if (!directory.has("tile/entries/" + bundle.path())) {
                mirror(source, bundle, own.tile(tile), true);
                progress.accept(new AuditProgress(bundle.firstEntry() + bundle.width(), size));
            }
        }
        completeTo = size / TileCoordinate.FULL_WIDTH;
    }
}
