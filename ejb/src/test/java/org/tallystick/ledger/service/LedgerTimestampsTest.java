package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;

/** Timestamps are entries of their log, each covering the one before, and lead from any entry to the newest. */
class LedgerTimestampsTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private final LedgerFixture fixture = new LedgerFixture();
    private final LedgerBatcher batcher = fixture.batcher();
    private final LedgerTimestamps timestamps =
            new LedgerTimestamps(new TimestampRepository(fixture.repository), fixture.files(), null);

    @BeforeEach
    void start() {
        fixture.start(batcher);
    }

    @AfterEach
    void close() {
        batcher.stop();
        fixture.close();
    }

    @Test
    void evidenceLeadsFromAnEntryThroughTheFirstTimestampOfEachAuthority() {
        append(5);
        assertThat(stamp(5, "A", 256)).contains(5L);
        append(2);
        assertThat(stamp(8, "A", 256)).contains(8L);
        append(1);
        assertThat(stamp(10, "B", 256)).contains(10L);
        append(1);
        assertThat(stamp(12, "B", 512)).contains(12L);

        assertThat(sizes(0)).containsExactly(5L, 10L, 12L);
        assertThat(sizes(6)).containsExactly(8L, 10L, 12L);
        assertThat(sizes(9)).containsExactly(10L, 12L);
        assertThat(sizes(12)).as("covered by none yet").isEmpty();
        assertThat(timestamps.list(fixture.log))
                .extracting(StoredTimestamp::generation)
                .containsExactly(3, 2, 1, 1);
    }

    @Test
    void whatDoesNotCoverTheRecordBeforeAddsNothing() {
        append(5);
        assertThat(stamp(5, "A", 256)).contains(5L);

        assertThat(stamp(5, "A", 256)).as("by another server").isEmpty();
        append(3);
        assertThat(stamp(4, "B", 256)).as("an older checkpoint").isEmpty();
        assertThat(fixture.repository.head(fixture.log.id()).size()).isEqualTo(9);
        assertThat(timestamps.newest(fixture.log)).map(StoredTimestamp::size).contains(5L);
    }

    @Test
    void aDamagedLogHidesTheTimestampAndNothingElse() {
        append(5);
        stamp(5, "A", 256);
        fixture.execute("DELETE FROM ledger_entry WHERE seq = 2");

        assertThat(timestamps.evidence(fixture.log, 2)).isEmpty();
        assertThat(sizes(1)).containsExactly(5L);
    }

    @Test
    void evidenceOfALogThatHasEndedGoesOnInTheNextOne() {
        append(5);
        stamp(5, "A", 256);
        append(2);
        LedgerLog next = batcher.newKey(fixture.log).join();
        long last = fixture.repository.head(fixture.log.id()).size();
        assertThat(stamp(last, "A", 256)).as("in the next log").contains(1L);
        assertThat(stamp(last, "A", 256)).as("by another server").isEmpty();
        assertThat(sizes(0)).as("nothing is renewed yet").containsExactly(5L);
        assertThat(sizes(6)).containsExactly(last);
        append(1);
        stamp(next, 3, "B", 256);

        assertThat(sizes(0)).containsExactly(5L, last, 3L);
        assertThat(sizes(6)).containsExactly(last, 3L);
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            Append<EntryDraft> append = new Append<>(
                    new EntryDraft(EntryKind.CASE, "id" + i, "-", Sha256.of(new byte[] {(byte) i})),
                    DraftWriter.INSTANCE);
            batcher.submit(append);
            append.outcome().join();
        }
    }

    private Optional<Long> stamp(long size, String signer, int strength) {
        return stamp(fixture.log, size, signer, strength);
    }

    private Optional<Long> stamp(LedgerLog log, long size, String signer, int strength) {
        byte[] root = Sha256.of(new byte[] {1});
        String note = fixture.keys.of(log).sign(new Checkpoint(log.origin(), size, root).text());
        NewTimestamp made = new NewTimestamp(
                note,
                size,
                NOW,
                new byte[] {1},
                (size + signer + strength).getBytes(StandardCharsets.UTF_8),
                new NewTimestamp.Certified(signer, NOW, NOW.plus(Duration.ofDays(900))),
                strength);
        Append<TimestampWriter.Stamping> append =
                new Append<>(new TimestampWriter.Stamping(log.id(), made), TimestampWriter.INSTANCE);
        batcher.submit(append);
        return append.outcome().join().map(LedgerPosition::index);
    }

    /** Sizes of the chain's checkpoints; each link's proof names the record before it. */
    private List<Long> sizes(long index) {
        List<TimestampedProof> links = timestamps.evidence(fixture.log, index);
        for (int i = 1; i < links.size(); i++) {
            LedgerEntry entry = TlogProof.parse(links.get(i).proof()).entry().orElseThrow();
            assertThat(entry.kind()).isEqualTo(EntryKind.TIMESTAMP);
            assertThat(entry.digest()).isEqualTo(Sha256.of(links.get(i - 1).record()));
        }
        return links.stream()
                .map(link -> Checkpoint.parse(org.tallystick.ledger.SignedNote.parse(
                                        TlogProof.parse(link.proof()).checkpoint())
                                .text())
                        .size())
                .toList();
    }
}
