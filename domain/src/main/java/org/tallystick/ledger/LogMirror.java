package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.ledger.MirrorRound.Outcome;

/**
 * Keeps a copy of a log that the operator cannot change: fetches what is new, hashes all of it, holds its root against
 * what the log's key signed, and only then moves it to its place. It never goes back, and a contradiction is kept as
 * evidence. Not thread-safe.
 */
public final class LogMirror implements AutoCloseable {
    private final LogFiles source;
    private final MirrorDirectory directory;
    private final Collection<NoteVerifier> known;
    private final boolean withEntries;
    private final MirroredEntries entries;

    private LogMirror(LogFiles source, MirrorDirectory directory, Collection<NoteVerifier> known, boolean withEntries) {
        this.source = source;
        this.directory = directory;
        this.known = List.copyOf(known);
        this.withEntries = withEntries;
        this.entries = new MirroredEntries(directory);
    }

    /**
     * @param target the mirror's directory, made if it is not there yet
     * @param known keys of the log, which the owner of the mirror has from elsewhere
     * @param withEntries whether entries are to be mirrored too, which a log shows to auditors only
     * @throws LedgerStateException if another process is mirroring into the directory
     */
    public static LogMirror open(LogFiles source, Path target, Collection<NoteVerifier> known, boolean withEntries)
            throws IOException {
        return new LogMirror(source, MirrorDirectory.open(target), known, withEntries);
    }

    /**
     * Brings the mirror up to the log's present checkpoint.
     *
     * @param progress told after every 256 entries, on this thread
     * @throws LedgerFormatException if the log's files are not what its checkpoint says, or that is not to be believed
     * @throws LedgerStateException if what is mirrored already is damaged, or of another log
     * @throws IOException if the log cannot be read or the mirror not be written; what is there stays as it was
     */
    public MirrorRound round(Consumer<AuditProgress> progress) throws IOException {
        entries.beginRound();
        byte[] note = source.checkpoint();
        Checkpoint fresh = Checkpoint.open(note, known);
        Optional<byte[]> kept = directory.checkpoint();
        Checkpoint old =
                kept.isPresent() ? opened(kept.get()) : new Checkpoint(fresh.origin(), 0, MerkleHash.EMPTY_ROOT);
        if (!old.origin().equals(fresh.origin())) {
            throw new LedgerStateException("The directory mirrors the log " + old.origin() + ", and this is "
                    + fresh.origin() + ". Give each log a directory of its own.");
        }
        if (kept.isPresent() && fresh.size() <= old.size()) {
            return notLarger(kept.get(), old, note, fresh, progress);
        }
        return grow(kept, old, note, fresh, progress);
    }

    /**
     * Holds a checkpoint from elsewhere against what is mirrored.
     *
     * @throws LedgerFormatException if it is not to be believed, or of another log
     */
    public MirrorRound check(byte[] checkpoint) throws IOException {
        byte[] kept = directory
                .checkpoint()
                .orElseThrow(() -> new LedgerStateException("Nothing is mirrored yet to compare a checkpoint with."));
        PublishedHistory history = new PublishedHistory(directory.files(), kept, known);
        Comparison comparison = history.compare(checkpoint);
        return switch (comparison.verdict()) {
            case CONSISTENT -> ended(Outcome.UNCHANGED, history.checkpoint());
            case BEYOND -> ended(Outcome.BEHIND, history.checkpoint());
            case SPLIT -> split(history.checkpoint(), comparison);
        };
    }

    private Checkpoint opened(byte[] kept) {
        try {
            return Checkpoint.open(kept, known);
        } catch (LedgerFormatException e) {
            throw new LedgerStateException("The mirror's own checkpoint is not to be believed: " + e.getMessage()
                    + ". Give the key it was made with, or mirror into another directory.");
        }
    }

    private MirrorRound notLarger(
            byte[] kept, Checkpoint old, byte[] note, Checkpoint fresh, Consumer<AuditProgress> progress)
            throws IOException {
        Comparison comparison = ownHistory(kept).compare(note);
        if (comparison.verdict() == Comparison.Verdict.SPLIT) {
            return split(old, comparison);
        }
        if (fresh.size() < old.size()) {
            return ended(Outcome.BEHIND, old);
        }
        if (withEntries) {
            entries.complete(source, old.size(), progress);
            directory.moveStaged();
        }
        if (!Arrays.equals(kept, note)) {
            directory.commit(note);
        }
        keepRemoval();
        return ended(Outcome.UNCHANGED, fresh);
    }

    private PublishedHistory ownHistory(byte[] kept) throws IOException {
        try {
            return new PublishedHistory(directory.files(), kept, known);
        } catch (LedgerFormatException | NoSuchFileException e) {
            throw damaged(e);
        }
    }

    private static LedgerStateException damaged(Exception e) {
        return new LedgerStateException(
                "What is mirrored already is damaged: " + e.getMessage()
                        + ". Audit the directory, and mirror into a new one; keep this one's checkpoint and give it with --old.");
    }

    private MirrorRound grow(
            Optional<byte[]> kept, Checkpoint old, byte[] note, Checkpoint fresh, Consumer<AuditProgress> progress)
            throws IOException {
        try (ReadAhead ahead = new ReadAhead(source, fresh.size())) {
            MirrorGrowth growth =
                    new MirrorGrowth(ahead, directory, withEntries ? Optional.of(entries) : Optional.empty());
            if (!isWhole(growth, old, fresh, progress)) {
                directory.discardStaged();
                return contradiction(ahead, kept, old, note);
            }
            directory.commit(note);
            if (withEntries) {
                entries.complete(ahead, old.size() & -TileCoordinate.FULL_WIDTH, progress);
                directory.moveStaged();
            }
            keepRemoval();
            return new MirrorRound(
                    Outcome.GROWN,
                    Optional.of(fresh),
                    growth.tiles(),
                    entries.hashed(),
                    Optional.empty(),
                    entries.notes());
        }
    }

    /**
     * The log's word that its entries were removed, and the master log's record of it, for whoever audits the directory with the master log's
     * key.
     */
    private void keepRemoval() throws IOException {
        try {
            directory.keepRemoval(source.removal());
            directory.keepMaster(source.master());
        } catch (NoSuchFileException | AccessDeniedException e) {
            // They were not, or nothing is recorded.
        }
    }

    /** What an earlier process left may have been the wrong part: then everything is fetched. */
    private boolean isWhole(MirrorGrowth growth, Checkpoint old, Checkpoint fresh, Consumer<AuditProgress> progress)
            throws IOException {
        try {
            if (growth.run(restored(old), old.size(), fresh.head(), progress, true)) {
                return true;
            }
        } catch (LedgerFormatException e) {
            if (!growth.reused()) {
                directory.discardStaged();
                throw e;
            }
        }
        if (!growth.reused()) {
            return false;
        }
        directory.discardStaged();
        return growth.run(restored(old), old.size(), fresh.head(), progress, false);
    }

    private GrowingTree restored(Checkpoint old) throws IOException {
        try {
            List<byte[]> edges = new ArrayList<>();
            TileReader reader = new TileReader(directory.files());
            for (int level = 0; old.size() >> level * Tile.HEIGHT > 0; level++) {
                long last = (old.size() >> level * Tile.HEIGHT) - 1;
                edges.add(
                        TileCoordinate.openWidth(level, old.size()) == 0
                                ? new byte[0]
                                : reader.tile(TileCoordinate.holding(level, last, old.size()))
                                        .bytes());
            }
            GrowingTree tree = GrowingTree.restore(old.size(), edges);
            if (!tree.head().equals(old.head())) {
                throw new LedgerFormatException("the tiles do not hash to the checkpoint");
            }
            return tree;
        } catch (LedgerFormatException | NoSuchFileException e) {
            throw damaged(e);
        }
    }

    /** What is published does not grow out of what is here: either two histories were signed, or the tiles are not its own. */
    private MirrorRound contradiction(TileSource published, Optional<byte[]> kept, Checkpoint old, byte[] note)
            throws IOException {
        PublishedHistory history = new PublishedHistory(published, note, known);
        if (kept.isPresent()) {
            Comparison comparison = history.compare(kept.get());
            if (comparison.verdict() == Comparison.Verdict.SPLIT) {
                return split(old, comparison);
            }
        }
        throw new LedgerFormatException("The log's leaves do not hash to the root of its checkpoint");
    }

    private MirrorRound split(Checkpoint kept, Comparison comparison) throws IOException {
        Path evidence = directory.keepEvidence(comparison.evidence().orElseThrow());
        return new MirrorRound(Outcome.SPLIT, Optional.of(kept), 0, 0, Optional.of(evidence), List.of());
    }

    private MirrorRound ended(Outcome outcome, Checkpoint here) {
        return new MirrorRound(outcome, Optional.of(here), 0, entries.hashed(), Optional.empty(), entries.notes());
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
