package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.TlogProof;
import org.tallystick.ledger.TreeHead;
import org.tallystick.ledger.model.ModelledRun;
import org.tallystick.shared.Problem;

/**
 * The matrix of LEDGER.md "Faults it must survive": the connection breaks at each step of a group, before or after the step's
 * effect; the state can be reloaded at once, or not at first; then the same item comes again, or another one first. Whatever
 * was answered is there, once, where the answer said; and every run is one that the model of the protocol knows.
 */
class OutcomeUnknownTest {
    /** One short of a full tile, so that the group at fault fills it. */
    private static final int BEFORE = 255;

    /** Which step breaks and when, how many connections fail afterwards, and whether the same item is the next to come. */
    record Fault(GroupStep step, FaultyDatabase.When when, int refused, boolean sameNext) {}

    static Stream<Fault> faults() {
        return Stream.of(GroupStep.values())
                .flatMap(step -> Stream.of(FaultyDatabase.When.values()).flatMap(when -> Stream.of(0, 2)
                        .flatMap(refused -> Stream.of(true, false).map(same -> new Fault(step, when, refused, same)))));
    }

    private final Map<String, Long> answered = new HashMap<>();
    private final List<TreeHead> signed = new ArrayList<>();
    private final LedgerFixture fixture = new LedgerFixture();
    private final FaultyDatabase database = new FaultyDatabase(fixture.dataSource);

    @BeforeEach
    void prepare() {
        OnceWriter.createTable(fixture.dataSource);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @Tag("quick-faults")
    @MethodSource("faults")
    void whatWasAnsweredIsThereAndNothingTwice(Fault fault) throws Exception {
        LedgerBatcher batcher = batcher();
        Thread thread = fixture.start(batcher);
        // What goes on after a restart; it has read where the log is before anything breaks.
        LedgerBatcher restarted = batcher();
        LedgerBatcher after = batcher;
        try {
            IntStream.range(0, BEFORE)
                    .mapToObj(i -> submit(batcher, "before-" + i))
                    .toList()
                    .forEach(append -> assertThat(answered(append)).isTrue());
            database.taken();
            database.breakAt(fault.step(), fault.when(), fault.refused());

            boolean told = appended(batcher, "at-fault");
            assertThat(told).isEqualTo(fault.step() == GroupStep.ANSWER && fault.when() == FaultyDatabase.When.AFTER);
            if (fault.step() == GroupStep.SYNC) {
                assertThatThrownBy(() -> submit(batcher, "another"))
                        .as("a disk that failed once is not asked again")
                        .hasMessageContaining("not known");
                after = restarted;
                fixture.start(after);
            }
            if (!fault.sameNext()) {
                untilAppended(after, "another");
            }
            untilAppended(after, "at-fault");
            untilAppended(after, "last");
        } finally {
            batcher.stop();
            after.stop();
            thread.join();
        }

        StoredLog stored = StoredLog.read(fixture.repository, fixture.log.id());
        assertThat(stored.contradictions()).isEmpty();
        assertThat(stored.lost(answered)).isEmpty();
        assertThat(stored.inconsistent(signed)).isEmpty();
        assertThat(stored.size()).isEqualTo(BEFORE + (fault.sameNext() ? 2 : 3));
        assertThat(ModelledRun.impossible(run(database.taken()))).isEmpty();
    }

    private LedgerBatcher batcher() {
        return fixture.batcher(database.dataSource(), answer -> database.take(GroupStep.ANSWER, answer));
    }

    private void untilAppended(LedgerBatcher batcher, String id) {
        for (int i = 0; !appended(batcher, id); i++) {
            assertThat(i).as("tries for " + id).isLessThan(5);
        }
    }

    private boolean appended(LedgerBatcher batcher, String id) {
        return answered(submit(batcher, id));
    }

    private static Append<OnceWriter.Item> submit(LedgerBatcher batcher, String id) {
        Append<OnceWriter.Item> append = new Append<>(new OnceWriter.Item(id), OnceWriter.INSTANCE);
        batcher.submit(append);
        return append;
    }

    /** @return false if the outcome is unknown to whoever asked */
    private boolean answered(Append<OnceWriter.Item> append) {
        Optional<LedgerPosition> position;
        try {
            position = append.outcome().join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(Problem.class).hasMessageContaining("not known");
            return false;
        }
        position.map(p -> Checkpoint.parse(org.tallystick.ledger.SignedNote.parse(
                                TlogProof.parse(p.proof()).checkpoint())
                        .text()))
                .ifPresent(checkpoint -> signed.add(checkpoint.head()));
        long place = position.map(LedgerPosition::index).orElse(append.item().place);
        Long before = answered.put(append.item().id, place);
        assertThat(before == null || before == place)
                .as("the same place as before")
                .isTrue();
        return true;
    }

    private static List<ModelledRun.Event> run(List<FaultyDatabase.Taken> taken) {
        // The last answer before may have been written down late.
        return taken.stream()
                .dropWhile(step -> step.step() == GroupStep.ANSWER)
                .map(OutcomeUnknownTest::event)
                .toList();
    }

    private static ModelledRun.Event event(FaultyDatabase.Taken taken) {
        ModelledRun.Action action =
                switch (taken.step()) {
                    case LOCK -> ModelledRun.Action.LOCK;
                    case COMMIT -> ModelledRun.Action.COMMIT;
                    case SYNC -> ModelledRun.Action.SYNC;
                    case ANSWER -> ModelledRun.Action.ANSWER;
                    case ROWS, ENTRIES, TILES, EDGES, HEAD -> ModelledRun.Action.WRITE;
                };
        return new ModelledRun.Event(action, taken.done(), taken.told());
    }
}
