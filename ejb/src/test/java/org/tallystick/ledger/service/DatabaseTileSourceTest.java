package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.TileCoordinate;

/** What a source gives that began to read before the log grew. */
class DatabaseTileSourceTest {
    private final LedgerFixture fixture = new LedgerFixture();
    private final LedgerBatcher batcher = fixture.batcher();

    @BeforeEach
    void start() {
        fixture.start(batcher);
    }

    @AfterEach
    void stop() {
        batcher.stop();
        fixture.close();
    }

    @Test
    void anOpenTileIsWhatItWasAndAlsoWholeOnceItIsFull() throws IOException {
        append(300);
        DatabaseTileSource source = new DatabaseTileSource(fixture.repository, 1);
        byte[] open = source.tile(new TileCoordinate(0, 1, 44));

        append(300);

        assertThat(source.tile(new TileCoordinate(0, 1, 44))).isEqualTo(open);
        byte[] full = source.tile(new TileCoordinate(0, 1, TileCoordinate.FULL_WIDTH));
        assertThat(full).hasSize(TileCoordinate.FULL_WIDTH * MerkleHash.HASH_LENGTH);
        assertThat(Arrays.copyOf(full, open.length)).isEqualTo(open);
        assertThat(source.tile(new TileCoordinate(0, 1, 200)))
                .isEqualTo(Arrays.copyOf(full, 200 * MerkleHash.HASH_LENGTH));
    }

    @Test
    void whatIsCommittedAfterItsFirstLookNeedsAnotherSource() throws IOException {
        append(300);
        DatabaseTileSource source = new DatabaseTileSource(fixture.repository, 1);
        source.tile(new TileCoordinate(0, 1, 44));
        append(300);
        TileCoordinate later = new TileCoordinate(0, 2, 88);

        assertThatThrownBy(() -> source.tile(later)).isInstanceOf(NoSuchFileException.class);
        assertThat(new DatabaseTileSource(fixture.repository, 1).tile(later)).hasSize(88 * MerkleHash.HASH_LENGTH);
    }

    private void append(int entries) {
        ShardTurnTest.submit(batcher, entries).forEach(CompletableFuture::join);
    }
}
