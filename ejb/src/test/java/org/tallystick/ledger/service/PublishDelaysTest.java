package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.PublishDelays.Waiting;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Distribution.Counts;

/** Every entry that is read again waits from its own time to the moment of publishing. */
class PublishDelaysTest {
    private static final long A_MINUTE = 60_000;
    private static final long NOON = 1_796_000_000_000L;

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
        Waiting waiting = new Waiting();
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

    @Test
    void fewTimesAreKeptToTheMillisecond() {
        Waiting waiting = new Waiting();
        for (int i = 0; i < 3 * Waiting.MOST; i++) {
            waiting.add(NOON + i % Waiting.MOST);
        }

        assertThat(waiting.entries()).hasSize(Waiting.MOST).containsEntry(NOON + 17, 3);
    }

    @Test
    void manyTimesAreKeptCoarselyAndNoEntryIsLost() {
        Random random = new Random(1);
        Waiting waiting = new Waiting();
        int entries = 300_000;
        long day = 86_400_000;
        for (int i = 0; i < entries; i++) {
            waiting.add(NOON + random.nextLong(day));
        }

        assertThat(waiting.entries()).hasSizeBetween(Waiting.MOST / 10, Waiting.MOST);
        assertThat(waiting.entries().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(entries);
        Map<Boolean, Long> halves = waiting.entries().entrySet().stream()
                .collect(Collectors.partitioningBy(
                        e -> e.getKey() < NOON + day / 2, Collectors.summingLong(Map.Entry::getValue)));
        assertThat(halves.get(true))
                .as("of the first half of the day")
                .isBetween(entries * 49L / 100, entries * 51L / 100);
    }

    private static int indexOf(Counts counts, double bound) {
        int place = 0;
        while (counts.bounds()[place] != bound) {
            place++;
        }
        return place;
    }
}
