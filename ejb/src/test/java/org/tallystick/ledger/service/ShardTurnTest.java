package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.service.TrialClock;

/** How a log ends and the next one goes on: at the quarter's turn, by order, and by an incident. */
class ShardTurnTest {
    private final LedgerFixture fixture = new LedgerFixture();
    private final List<LedgerBatcher> running = new ArrayList<>();

    private final TrialClock trial = new TrialClock(fixture.directory);
    private final Clock clock = trial.clock();
    private Duration ahead = Duration.ZERO;

    @AfterEach
    void stop() {
        running.forEach(LedgerBatcher::stop);
        fixture.close();
    }

    @Test
    void namesOfShards() {
        long now = Instant.parse("2026-12-31T23:59:59.999Z").toEpochMilli();
        assertThat(ShardNames.period("48023310", now)).isEqualTo("2026q4");
        assertThat(ShardNames.period("48023310", now + 1)).isEqualTo("2027q1");
        assertThat(ShardNames.period(LedgerLog.MASTER, now)).isEqualTo("2026");
        assertThat(ShardNames.free("48023310", now, Set.of("2026q4", "2026q4-2")::contains))
                .isEqualTo("2026q4-3");
        LedgerLog second = new LedgerLog(1, "o", "48023310", "2026q4-2", "k");
        assertThat(ShardNames.isOver(second, now)).isFalse();
        assertThat(ShardNames.isOver(second, now + 1)).isTrue();
        assertThat(ShardNames.isOver(second, 0)).as("time that goes back").isFalse();
        LedgerLog master = new LedgerLog(1, "o", LedgerLog.MASTER, "2026", "k");
        assertThat(ShardNames.isOver(master, now + 1)).isFalse();
    }

    @Test
    void anOrderEndsTheLogAndTheNextOneGoesOnWithAKeyOfItsOwn() throws Exception {
        LedgerBatcher batcher = started(fixture.batcher());
        get(submit(batcher, 3));
        LedgerLog next = batcher.newKey(fixture.log).get(20, TimeUnit.SECONDS);

        assertThat(next.shard()).isEqualTo(fixture.log.shard() + "-2");
        assertThat(next.verifierKey()).isNotEqualTo(fixture.log.verifierKey());
        LedgerPosition after = get(submit(batcher, 1)).get(0);
        assertThat(after.log()).isEqualTo(next);
        assertThat(after.index()).isEqualTo(1);
        assertOpens(after, next);
        assertThat(batcher.newKey(fixture.log).get(20, TimeUnit.SECONDS))
                .as("the same order again")
                .isEqualTo(next);

        List<LedgerShard> all = fixture.shards.all();
        assertThat(all).extracting(LedgerShard::state).containsExactly(ShardState.SEALED, ShardState.OPEN);
        assertThat(all.get(1).predecessor()).hasValue(1);
        assertThat(fixture.ended).containsExactly(fixture.log);
        JsonObject sealed = object(fixture.log, 3, EntryKind.SEALED);
        assertThat(sealed.string("successor")).isEqualTo(next.origin());
        assertThat(sealed.string("successorKey")).isEqualTo(next.verifierKey());
        assertThat(sealed.string("reason")).isEqualTo("key");
        JsonObject first = object(next, 0, EntryKind.CHECKPOINT);
        assertThat(first.string("predecessor")).isEqualTo(fixture.log.origin());
        assertThat(first.integer("size")).isEqualTo(4);
        assertThat(first.string("root"))
                .isEqualTo(java.util.Base64.getEncoder()
                        .encodeToString(fixture.repository.head(1).root()));
    }

    @Test
    void whatHasEndedTakesNothingMore() throws Exception {
        LedgerBatcher batcher = started(fixture.batcher());
        get(submit(batcher, 3));
        batcher.newKey(fixture.log).get(20, TimeUnit.SECONDS);

        try (var connection = fixture.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            LedgerRepository rows = new LedgerRepository(1);
            LedgerHead head = rows.lockHead(connection);
            assertThat(head.isOpen()).isFalse();
            SequencedEntry entry = new SequencedEntry(
                    head.size(), new LedgerEntry(EntryKind.CASE, "late", "-", 1, Sha256.of(new byte[] {1})));
            var tree = org.tallystick.ledger.GrowingTree.restore(head.size(), rows.edges(connection));
            assertThatThrownBy(() -> rows.extend(connection, head, tree, List.of(entry), 1))
                    .hasMessageContaining("moved under its lock");
            connection.rollback();
        }
    }

    @Test
    void theQuarterTurnsUnderLoadAndNothingIsLostOrDoubled() throws Exception {
        LedgerBatcher batcher = started(fixture.batcher(clock));
        List<CompletableFuture<Optional<LedgerPosition>>> answers = new ArrayList<>();
        for (int quarter = 0; quarter < 3; quarter++) {
            answers.addAll(submit(batcher, 400));
            nextQuarter();
            answers.addAll(submit(batcher, 400));
            int turns = quarter + 1;
            Awaitility.await().until(() -> {
                batcher.look();
                return fixture.ended.size() == turns;
            });
        }
        Set<String> places = new HashSet<>();
        for (var answer : answers) {
            // A group that sees the clock jump while it looks at it is not confirmed, and has left nothing.
            Optional<LedgerPosition> position =
                    answer.exceptionally(e -> Optional.empty()).get(20, TimeUnit.SECONDS);
            position.ifPresent(p -> {
                assertThat(places.add(p.log().shard() + " " + p.index())).isTrue();
                assertOpens(p, p.log());
            });
        }
        assertThat(places).hasSizeGreaterThan(800);
        List<LedgerShard> shards = fixture.shards.all();
        assertThat(shards).hasSize(4);
        assertThat(shards.stream().filter(LedgerShard::isOpen)).hasSize(1);
        long entries = shards.stream()
                .mapToLong(shard -> fixture.repository.head(shard.log().id()).size())
                .sum();
        assertThat(entries).isEqualTo(places.size() + 3 + 3);
    }

    @Test
    void twoNodesTurnAtOnceAndAgreeOnOneSuccessor() throws Exception {
        LedgerBatcher one = started(fixture.batcher(clock, "one", new LedgerTime(clock)));
        LedgerBatcher two = started(fixture.batcher(clock, "two", new LedgerTime(clock)));
        List<CompletableFuture<Optional<LedgerPosition>>> answers = new ArrayList<>(submit(one, 200));
        answers.addAll(submit(two, 200));
        get(answers); // a group that read its clock while it is moved would refuse
        nextQuarter();
        answers.addAll(submit(one, 200));
        answers.addAll(submit(two, 200));
        Set<String> places = new HashSet<>();
        get(answers).forEach(position -> assertThat(places.add(position.log().shard() + " " + position.index()))
                .isTrue());

        assertThat(fixture.shards.all()).hasSize(2);
        one.look().get(20, TimeUnit.SECONDS);
        two.look().get(20, TimeUnit.SECONDS);
        assertThat(one.log()).isEqualTo(two.log());
    }

    @Test
    void aNodeThatWasDownAtTheTurnGoesOnInTheNextLog() throws Exception {
        LedgerBatcher asleep = fixture.batcher(clock, "asleep", new LedgerTime(clock));
        LedgerBatcher awake = started(fixture.batcher(clock, "awake", new LedgerTime(clock)));
        nextQuarter();
        awake.look().get(20, TimeUnit.SECONDS);
        nextQuarter();
        LedgerLog third = awake.look().get(20, TimeUnit.SECONDS);
        assertThat(get(submit(started(asleep), 1)).get(0).log()).isEqualTo(third);
    }

    @Test
    void aNewestEntryInTheFutureIsWaitedForAndThenLeftBehind() throws Exception {
        LedgerBatcher ahead = started(fixture.batcher(clock));
        trial.moveTo(Duration.ofSeconds(30));
        get(submit(ahead, 1));
        ahead.stop();
        trial.moveTo(Duration.ZERO);
        LedgerBatcher patient = started(fixture.batcher(clock, "node", new LedgerTime(clock, Duration.ofHours(1))));
        assertThatThrownBy(() -> submit(patient, 1).get(0).get(20, TimeUnit.SECONDS))
                .hasMessageContaining("not known");
        patient.stop();
        LedgerBatcher through = started(fixture.batcher(clock, "node", new LedgerTime(clock, Duration.ZERO)));

        assertThat(get(submit(through, 1)).get(0).log().shard()).endsWith("-2");
        assertThat(fixture.shards.all())
                .extracting(LedgerShard::state)
                .containsExactly(ShardState.SEALED, ShardState.OPEN);
        assertThat(incidents()).containsExactly("CLOCK");
    }

    /** The database's time is moved with the platform's. */
    private void nextQuarter() {
        ahead = ahead.plusDays(92);
        trial.moveTo(ahead);
    }

    private List<String> incidents() {
        return new IncidentRepository(fixture.repository)
                .open().stream().map(row -> row.incident().kind()).toList();
    }

    private JsonObject object(LedgerLog log, long index, EntryKind kind) {
        byte[] object = fixture.shards.object(log.id(), index).orElseThrow();
        LedgerEntry entry = LedgerEntry.parse(
                fixture.repository.entries(log.id(), index, index + 1).get(0).bytes());
        assertThat(entry.kind()).isEqualTo(kind);
        assertThat(entry.digest()).isEqualTo(Sha256.of(object));
        return StrictJson.parse(object, StrictJson.Limits.UPLOAD);
    }

    private static void assertOpens(LedgerPosition position, LedgerLog log) {
        TlogProof proof = TlogProof.parse(position.proof());
        Checkpoint checkpoint = Checkpoint.open(proof.checkpoint(), List.of(NoteVerifier.parse(log.verifierKey())));
        LedgerEntry entry = LedgerEntry.parse(proof.extra().orElseThrow());
        assertThat(new org.tallystick.ledger.InclusionProof(proof.index(), checkpoint.size(), proof.path())
                        .proves(entry.leafHash(), checkpoint.root()))
                .isTrue();
    }

    private LedgerBatcher started(LedgerBatcher batcher) {
        running.add(batcher);
        fixture.start(batcher);
        return batcher;
    }

    static List<CompletableFuture<Optional<LedgerPosition>>> submit(LedgerBatcher batcher, int count) {
        List<CompletableFuture<Optional<LedgerPosition>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] object = ("object " + i).getBytes(StandardCharsets.US_ASCII);
            Append<EntryDraft> append = new Append<>(
                    new EntryDraft(EntryKind.CASE, "id" + i, "-", Sha256.of(object)), DraftWriter.INSTANCE);
            answers.add(append.outcome());
            batcher.submit(append);
        }
        return answers;
    }

    static List<LedgerPosition> get(List<CompletableFuture<Optional<LedgerPosition>>> answers) throws Exception {
        List<LedgerPosition> positions = new ArrayList<>();
        for (var answer : answers) {
            positions.add(answer.get(20, TimeUnit.SECONDS).orElseThrow());
        }
        return positions;
    }
}
