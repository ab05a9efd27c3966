package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** All published files of one log: its tiles, its entries and its latest checkpoint. */
public interface LogFiles extends TileSource {
    /** Bytes of the longest checkpoint that is read. */
    int MAX_CHECKPOINT = SignedNote.MAX_LENGTH;

    /** Bytes of the longest bundle there can be. */
    int MAX_BUNDLE = TileCoordinate.FULL_WIDTH * (2 + EntryBundle.MAX_ENTRY);

    /** @return the signed note {@code checkpoint}, not yet verified */
    byte[] checkpoint() throws IOException;

    /**
     * What the log's entries about the ledger itself stand for, as {@link LedgerObjects} reads it.
     *
     * @param bundle of 256 entries each, from 0
     * @throws NoSuchFileException if there is no such file
     */
    default byte[] objects(long bundle) throws IOException {
        throw new NoSuchFileException("objects/" + bundle);
    }

    /**
     * What {@link MasterProof#vouchedRemoval} follows, as JSON: that the log's entries were removed after their retention.
     *
     * @throws NoSuchFileException if they were not
     */
    default byte[] removal() throws IOException {
        throw new NoSuchFileException("removal");
    }

    /**
     * What {@link MasterProof#vouched} follows, as JSON: that the master log has recorded a checkpoint of this log.
     *
     * @throws NoSuchFileException if it has not
     */
    default byte[] master() throws IOException {
        throw new NoSuchFileException("master");
    }
}
