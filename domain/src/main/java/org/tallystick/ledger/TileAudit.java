package org.tallystick.ledger;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.AuditFinding.Code;

/**
 * Recomputes every tile from what is below it, down from a root that is known to be right, leaves in order.
 *
 * <p>The root vouches for the edge tiles, and each hash of a tile that is vouched for vouches for one tile below it. So
 * where something differs it is known which side is wrong, and the audit goes on with the side that is right: one
 * changed byte gives one finding. In memory is one tile of each level.
 */
final class TileAudit {
    private static final int MOST_UNREADABLE = 1_000;

    private final TileReader tiles;
    private final EntryAudit entries;
    private final AuditFindings findings;
    private final Progress progress;
    private final long from;
    private long recomputed;
    private int unreadable;

    /** Told the number of leaves behind the audit, after each tile of them. */
    @FunctionalInterface
    interface Progress {
        void at(long checked) throws IOException;
    }

    /** @param from leaves before this one are known to be right, and tiles of nothing else are not read again */
    TileAudit(TileReader tiles, EntryAudit entries, AuditFindings findings, long from, Progress progress) {
        this.from = from;
        this.tiles = tiles;
        this.entries = entries;
        this.findings = findings;
        this.progress = progress;
    }

    void run(TreeHead head) throws IOException {
        List<Tile> edges = edges(head);
        for (int level = edges.size() - 1; level >= 0; level--) {
            if (edges.get(level).width() > 0) {
                descend(edge(level, head.size()), edges.get(level));
            }
        }
    }

    long recomputed() {
        return recomputed;
    }

    void save(StringBuilder memory) {
        memory.append("tiles ").append(recomputed).append('\n');
    }

    void restore(AuditMemory memory) {
        recomputed = memory.number("tiles");
    }

    private static TileCoordinate edge(int level, long size) {
        return TileCoordinate.holding(level, (size >> level * Tile.HEIGHT) - 1, size);
    }

    /** @return by level, what the open tiles should be, as far as that can be told */
    private List<Tile> edges(TreeHead head) throws IOException {
        List<Optional<Tile>> read = new ArrayList<>();
        List<Tile> stored = new ArrayList<>();
        for (int level = 0; head.size() >> level * Tile.HEIGHT > 0; level++) {
            int width = TileCoordinate.openWidth(level, head.size());
            read.add(width > 0 ? read(edge(level, head.size())) : Optional.empty());
            stored.add(read.get(level).orElse(Tile.EMPTY.withWidth(width)));
        }
        if (hashesTo(head, stored)) {
            return stored;
        }
        for (List<Tile> candidate : candidates(stored, head.size())) {
            if (hashesTo(head, candidate)) {
                for (int i = 0; i < read.size(); i++) {
                    int level = i;
                    read.get(i)
                            .ifPresent(tile -> reportDifferences(edge(level, head.size()), tile, candidate.get(level)));
                }
                return candidate;
            }
        }
        findings.error(Code.ROOT_MISMATCH, "The tiles do not hash to the root of the checkpoint.");
        return stored;
    }

    private static boolean hashesTo(TreeHead head, List<Tile> edges) {
        List<byte[]> bytes = edges.stream().map(Tile::bytes).toList();
        return GrowingTree.restore(head.size(), bytes).head().equals(head);
    }

    /** What the edges may have been: one of them recomputed from below, then all. */
    private List<List<Tile>> candidates(List<Tile> stored, long size) throws IOException {
        List<Tile> below = new ArrayList<>();
        List<List<Tile>> candidates = new ArrayList<>();
        for (int level = 0; level < stored.size(); level++) {
            Tile tile = stored.get(level);
            below.add(tile.width() == 0 ? tile : below(edge(level, size), tile));
            List<Tile> candidate = new ArrayList<>(stored);
            candidate.set(level, below.get(level));
            candidates.add(candidate);
        }
        candidates.add(below);
        return candidates;
    }

    private void descend(TileCoordinate coordinate, Tile right) throws IOException {
        if (isBehind(coordinate)) {
            return;
        }
        if (coordinate.level() > 0) {
            for (int i = 0; i < right.width(); i++) {
                full(child(coordinate, i), right.hash(i));
            }
            recomputed++;
            return;
        }
        recomputed++;
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The audit was interrupted.");
        }
        EntryBundleCoordinate bundle = bundle(coordinate);
        entries.check(bundle, right);
        progress.at(bundle.firstEntry() + bundle.width());
    }

    private boolean isBehind(TileCoordinate coordinate) {
        return coordinate.firstLeaf(coordinate.width()) <= from;
    }

    private void full(TileCoordinate coordinate, byte[] expected) throws IOException {
        if (isBehind(coordinate)) {
            return;
        }
        Optional<Tile> stored = read(coordinate);
        if (stored.isPresent() && Arrays.equals(stored.get().fold(), expected)) {
            descend(coordinate, stored.get());
        } else if (unreadable <= MOST_UNREADABLE) {
            descend(coordinate, mend(coordinate, stored, expected));
        }
    }

    /** @return what the tile should be, as far as that can be told */
    private Tile mend(TileCoordinate coordinate, Optional<Tile> stored, byte[] expected) throws IOException {
        Tile below = below(coordinate, stored.orElse(unknown(coordinate)));
        if (Arrays.equals(below.fold(), expected)) {
            stored.ifPresent(tile -> reportDifferences(coordinate, tile, below));
            return below;
        }
        if (stored.isPresent()
                || !Arrays.equals(below.bytes(), unknown(coordinate).bytes())) {
            findings.error(
                    Code.TILE_ALTERED,
                    coordinate.firstLeaf(0),
                    (stored.isPresent() ? "Tile " : "What is below the missing tile ") + coordinate.path()
                            + " does not hash to what the tile above has for it.");
        }
        return stored.orElse(below);
    }

    /** The tile as its children or entries have it; where those cannot be read, as it is. */
    private Tile below(TileCoordinate coordinate, Tile stored) throws IOException {
        if (coordinate.level() == 0) {
            return entries.leaves(bundle(coordinate)).orElse(stored);
        }
        List<byte[]> hashes = new ArrayList<>(stored.width());
        for (int i = 0; i < stored.width(); i++) {
            hashes.add(fold(child(coordinate, i)).orElse(stored.hash(i)));
        }
        return Tile.of(hashes);
    }

    private Optional<byte[]> fold(TileCoordinate coordinate) throws IOException {
        try {
            return Optional.of(tiles.tile(coordinate).fold());
        } catch (NoSuchFileException | LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private void reportDifferences(TileCoordinate coordinate, Tile stored, Tile right) {
        for (int i = 0; i < stored.width(); i++) {
            if (!stored.sameHash(i, right)) {
                String of = coordinate.level() == 0
                        ? "entry " + coordinate.firstLeaf(i)
                        : "tile " + child(coordinate, i).path();
                findings.error(
                        Code.TILE_ALTERED,
                        coordinate.firstLeaf(i),
                        "Tile " + coordinate.path() + " was altered: its hash " + i + " is not that of " + of + ".");
            }
        }
    }

    /** @return empty if the tile is missing or of a wrong length, which is then reported */
    private Optional<Tile> read(TileCoordinate coordinate) throws IOException {
        try {
            return Optional.of(tiles.tile(coordinate));
        } catch (NoSuchFileException e) {
            findings.error(Code.TILE_MISSING, coordinate.firstLeaf(0), "Tile " + coordinate.path() + " is missing.");
        } catch (LedgerFormatException e) {
            findings.error(Code.TILE_ALTERED, coordinate.firstLeaf(0), e.getMessage() + ".");
        }
        unreadable++;
        return Optional.empty();
    }

    private static Tile unknown(TileCoordinate coordinate) {
        return Tile.EMPTY.withWidth(coordinate.width());
    }

    private static TileCoordinate child(TileCoordinate parent, int place) {
        long index = parent.index() * TileCoordinate.FULL_WIDTH + place;
        return new TileCoordinate(parent.level() - 1, index, TileCoordinate.FULL_WIDTH);
    }

    private static EntryBundleCoordinate bundle(TileCoordinate leaves) {
        return new EntryBundleCoordinate(leaves.index(), leaves.width());
    }
}
