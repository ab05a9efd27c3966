package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.EntryKind;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Distribution.Counts;

/** Every entry that is read again waits from its own time to the moment of publishing. */
class PublishDelaysTest {
    private static final long A_MINUTE = 60_000;

    private final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachEntryIsMeasuredFromItsGroupsTime() {
        LedgerBatcher batcher = fixture.batcher();
        fixture.start(batcher);
        for (int i = 0; i < 5; i++) {
            Append<EntryDraft> append = new Append<>(
                    new EntryDraft(EntryKind.CASE, "id" + i, "-", Sha256.of(new byte[] {(byte) i})),
                    DraftWriter.INSTANCE);
            batcher.submit(append);
            append.outcome().join();
        }
        batcher.stop();
        SignedHead head = batcher.latest(fixture.log).orElseThrow();
        PublishDelays.Waiting waiting = new PublishDelays.Waiting();
        LedgerReadBack readBack = new LedgerReadBack(fixture.repository, waiting::add);

        assertThat(readBack.difference(fixture.log, fixture.key.verifier(), 2, head))
                .isEmpty();
        PublishDelays delays = new PublishDelays();
        delays.published(fixture.log, waiting, System.currentTimeMillis() + A_MINUTE);

        Counts counts = delays.counts().get(fixture.log.acquirer());
        assertThat(counts.counts()[indexOf(counts, 300)]).as("over a minute").isEqualTo(3);
        assertThat(counts.sum()).isBetween(180.0, 900.0);
        assertThat(batcher.meter().items().sum()).isEqualTo(5);
    }

    private static int indexOf(Counts counts, double bound) {
        int place = 0;
        while (counts.bounds()[place] != bound) {
            place++;
        }
        return place;
    }
}
