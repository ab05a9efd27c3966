package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the publisher reads back is what it vouches for: see {@link CheckpointPublisher}. */
class CheckpointPublisherTest {
    private final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "UPDATE ledger_entry SET leaf = X'00' WHERE seq = 3",
                "UPDATE ledger_entry SET leaf_hash = X'00' WHERE seq = 3",
                "DELETE FROM ledger_entry WHERE seq = 3",
                "UPDATE ledger_edge SET data = X'' WHERE level = 0"
            })
    void publishesOnlyWhatItReadBackUnchanged(String damage) {
        boolean intact = damage.startsWith("SELECT");
        LedgerReadBack readBack = new LedgerReadBack(fixture.repository);
        SignedHead head = appended(10);
        if (!intact) {
            fixture.execute(damage);
        }
        assertThat(readBack.difference(fixture.log, fixture.key.verifier(), 0, head)
                        .isEmpty())
                .isEqualTo(intact);
    }

    private SignedHead appended(int count) {
        LedgerBatcher batcher = fixture.batcher();
        fixture.start(batcher);
        for (int i = 0; i < count; i++) {
            Append<EntryDraft> append = new Append<>(
                    new EntryDraft(
                            org.tallystick.ledger.EntryKind.CASE,
                            "id" + i,
                            "-",
                            org.tallystick.shared.Sha256.of(new byte[] {(byte) i})),
                    DraftWriter.INSTANCE);
            batcher.submit(append);
            append.outcome().join();
        }
        batcher.stop();
        return batcher.latest(fixture.log).orElseThrow();
    }
}
