package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;

class LedgerBatcherTest {
    private final LedgerFixture fixture = new LedgerFixture();
    private final List<LedgerBatcher> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(LedgerBatcher::stop);
        fixture.close();
    }

    @Test
    void everyAnswerCarriesAProofOfItsEntryUnderASignedCheckpoint() throws Exception {
        LedgerBatcher batcher = started(fixture.batcher());
        List<CompletableFuture<Optional<LedgerPosition>>> answers = submit(batcher, 700);
        Set<Long> indexes = new HashSet<>();
        for (var answer : answers) {
            LedgerPosition position = answer.get(20, TimeUnit.SECONDS).orElseThrow();
            indexes.add(position.index());
            assertProven(position);
        }
        assertThat(indexes).hasSize(700);
        assertThat(fixture.repository.head(1).size()).isEqualTo(700);
        assertThat(new TiledLog(new DatabaseTileSource(fixture.repository, 1), 700)
                        .head()
                        .root())
                .isEqualTo(fixture.repository.head(1).root());
    }

    @Test
    void aFailingWriterLosesItsGroupAndNothingElse() throws Exception {
        LedgerBatcher batcher = started(fixture.batcher());
        get(submit(batcher, 3));
        Append<String> broken = new Append<>("x", new BrokenWriter());
        batcher.submit(broken);
        assertThatThrownBy(() -> broken.outcome().get(20, TimeUnit.SECONDS)).hasMessageContaining("not known");
        get(submit(batcher, 3));
        assertThat(fixture.repository.head(1).size()).isEqualTo(6);
    }

    @Test
    void whatBreaksAConstraintFailsAloneAndNotWhatItCameWith() throws Exception {
        LedgerBatcher batcher = fixture.batcher();
        PickyWriter writer = new PickyWriter();
        List<Append<String>> appends = Stream.of("one", "impossible", "two")
                .map(item -> new Append<>(item, writer))
                .toList();
        appends.forEach(batcher::submit);
        started(batcher);

        assertThatThrownBy(() -> appends.get(1).outcome().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("not known");
        assertThat(appends.get(0).outcome().get(20, TimeUnit.SECONDS)).isPresent();
        assertThat(appends.get(2).outcome().get(20, TimeUnit.SECONDS)).isPresent();
        assertThat(writer.largest).as("they were one group").isEqualTo(3);
        assertThat(fixture.repository.head(1).size()).isEqualTo(2);
    }

    @Test
    void twoWritersOnOneLogNeverFork() throws Exception {
        LedgerBatcher one = started(fixture.batcher());
        LedgerBatcher two = started(fixture.batcher());
        var answers = new ArrayList<>(submit(one, 300));
        answers.addAll(submit(two, 300));
        for (LedgerPosition position : get(answers)) {
            assertProven(position);
        }
        assertThat(fixture.repository.head(1).size()).isEqualTo(600);
    }

    @Test
    void aWriterIsToldThatAnotherNodeHasAppended() throws Exception {
        List<Object> known = new ArrayList<>();
        GroupWriter<EntryDraft> writer = new GroupWriter<>() {
            @Override
            public void decide(List<Append<EntryDraft>> items, GroupContext group) {
                known.add(group.knowledge());
                items.forEach(item -> item.add(item.item()));
            }

            @Override
            public void write(List<Append<EntryDraft>> items, GroupContext group) {}
        };
        LedgerBatcher one = started(fixture.batcher());
        LedgerBatcher two = started(fixture.batcher());
        for (LedgerBatcher by : List.of(one, one, two, one, one)) {
            Append<EntryDraft> append =
                    new Append<>(new EntryDraft(EntryKind.CERTIFICATE, "id" + known.size(), "-", new byte[32]), writer);
            by.submit(append);
            append.outcome().get(20, TimeUnit.SECONDS);
        }

        assertThat(known.get(1)).isSameAs(known.get(0));
        assertThat(known.get(3)).as("after the other's").isNotSameAs(known.get(0));
        assertThat(known.get(4)).isSameAs(known.get(3));
    }

    @Test
    void aClockThatWasSetBackIsRefused() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(60));
        var refused = submit(started(fixture.batcher(ahead)), 1);
        assertThatThrownBy(() -> refused.get(0).get(20, TimeUnit.SECONDS)).hasMessageContaining("not known");
        assertThat(fixture.repository.head(1).size()).isZero();
    }

    private LedgerBatcher started(LedgerBatcher batcher) {
        running.add(batcher);
        fixture.start(batcher);
        return batcher;
    }

    private static List<CompletableFuture<Optional<LedgerPosition>>> submit(LedgerBatcher batcher, int count) {
        List<CompletableFuture<Optional<LedgerPosition>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EntryDraft draft = new EntryDraft(
                    EntryKind.CERTIFICATE,
                    "id" + i,
                    "-",
                    Sha256.of(("object " + i).getBytes(StandardCharsets.US_ASCII)));
            Append<EntryDraft> append = new Append<>(draft, DraftWriter.INSTANCE);
            answers.add(append.outcome());
            batcher.submit(append);
        }
        return answers;
    }

    private static List<LedgerPosition> get(List<CompletableFuture<Optional<LedgerPosition>>> answers)
            throws Exception {
        List<LedgerPosition> positions = new ArrayList<>();
        for (var answer : answers) {
            positions.add(answer.get(20, TimeUnit.SECONDS).orElseThrow());
        }
        return positions;
    }

    private void assertProven(LedgerPosition position) {
        TlogProof proof = TlogProof.parse(position.proof());
        Checkpoint checkpoint = Checkpoint.open(proof.checkpoint(), List.of(fixture.key.verifier()));
        LedgerEntry entry = LedgerEntry.parse(proof.extra().orElseThrow());
        assertThat(proof.index()).isEqualTo(position.index());
        assertThat(new InclusionProof(proof.index(), checkpoint.size(), proof.path())
                        .proves(entry.leafHash(), checkpoint.root()))
                .isTrue();
    }

    /** One of its items can be stored with no other, nor alone. */
    private static final class PickyWriter implements GroupWriter<String> {
        private volatile int largest;

        @Override
        public void decide(List<Append<String>> items, GroupContext group) {
            largest = Math.max(largest, items.size());
            for (Append<String> item : items) {
                byte[] digest = Sha256.of(item.item().getBytes(StandardCharsets.US_ASCII));
                item.add(new EntryDraft(EntryKind.CASE, item.item(), "-", digest));
            }
        }

        @Override
        public void write(List<Append<String>> items, GroupContext group) throws SQLException {
            if (items.stream().anyMatch(item -> item.item().equals("impossible"))) {
                throw new SQLException("a unique key is taken", "23505");
            }
        }
    }

    /** Adds an entry and then cannot store its row. */
    private static final class BrokenWriter implements GroupWriter<String> {
        @Override
        public void decide(List<Append<String>> items, GroupContext group) {
            items.forEach(item -> item.add(new EntryDraft(EntryKind.CASE, "broken", "-", Sha256.of(new byte[] {2}))));
        }

        @Override
        public void write(List<Append<String>> items, GroupContext group) throws SQLException {
            throw new SQLException("disk full");
        }
    }
}
