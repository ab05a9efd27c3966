package org.tallystick.ledger;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The history of a log as one place publishes it: a signed checkpoint and the tiles that hash to it. Other checkpoints
 * of the log are held against it, and what contradicts it is evidence that anybody can check.
 */
public final class PublishedHistory {
    private final TileSource tiles;
    private final byte[] note;
    private final Checkpoint checkpoint;
    private final Collection<NoteVerifier> known;

    /**
     * @param note the signed checkpoint that is published with the tiles
     * @param known keys of the log, which the reader has from elsewhere
     * @throws LedgerFormatException if the checkpoint is not to be believed, or the tiles do not hash to it
     */
    public PublishedHistory(TileSource source, byte[] note, Collection<NoteVerifier> known) throws IOException {
        this.note = note;
        this.known = List.copyOf(known);
        this.checkpoint = Checkpoint.open(note, known);
        this.tiles = new GrownTiles(source, checkpoint.size());
        if (!Arrays.equals(rootAt(checkpoint.size()), checkpoint.root())) {
            throw new LedgerFormatException("The tiles do not hash to the checkpoint that is published with them");
        }
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /**
     * @param other a signed checkpoint of the same log
     * @throws LedgerFormatException if it is not to be believed, or of another log
     */
    public Comparison compare(byte[] other) throws IOException {
        Checkpoint opened = Checkpoint.open(other, known);
        if (!opened.origin().equals(checkpoint.origin())) {
            throw new LedgerFormatException(
                    "The checkpoint is of the log " + opened.origin() + ", not of " + checkpoint.origin());
        }
        if (opened.size() > checkpoint.size()) {
            return Comparison.beyond();
        }
        byte[] root = rootAt(opened.size());
        if (Arrays.equals(root, opened.root())) {
            return Comparison.consistent();
        }
        if (opened.size() == checkpoint.size()) {
            return Comparison.split(new SplitView(other, note, Optional.empty()));
        }
        List<byte[]> path = new TiledLog(tiles, checkpoint.size())
                .consistency(opened.size())
                .path();
        return Comparison.split(new SplitView(other, note, Optional.of(new SplitView.Prefix(root, path))));
    }

    private byte[] rootAt(long size) throws IOException {
        return new TiledLog(tiles, size).head().root();
    }
}
