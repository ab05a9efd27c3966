package org.tallystick.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ledger.model.ModelledRun.Action;
import org.tallystick.ledger.model.ModelledRun.Event;

/**
 * The promises of the ledger over every order of steps and faults: two nodes, two items that their clients repeat, broken
 * connections, crashes, a power cut, a database set back to any earlier state.
 */
class ProtocolTest {
    private static final State.Budget FAULTS = new State.Budget(2, 2, 1, 1);

    @Test
    void noOrderOfStepsAndFaultsBreaksAPromise() {
        StateSearch search = new StateSearch(new Protocol(Set.of()));

        assertThat(search.broken(State.initial(2, 2, FAULTS))).isEmpty();
        assertThat(search.states()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void theSearchFindsOutEachFlaw(Flaw flaw) {
        StateSearch search = new StateSearch(new Protocol(Set.of(flaw)));

        assertThat(search.broken(State.initial(2, 2, FAULTS))).isPresent();
    }

    @Test
    void aRunThatAnswersBeforeItCommitsIsNotTheProtocols() {
        Event lock = new Event(Action.LOCK, true, true);
        Event write = new Event(Action.WRITE, true, true);
        Event commit = new Event(Action.COMMIT, true, true);
        Event sync = new Event(Action.SYNC, true, true);
        Event answer = new Event(Action.ANSWER, true, true);

        assertThat(ModelledRun.impossible(List.of(lock, write, write, commit, sync, answer, lock, write)))
                .isEmpty();
        assertThat(ModelledRun.impossible(List.of(lock, write, answer, commit, sync)))
                .isPresent();
        assertThat(ModelledRun.impossible(List.of(lock, write, commit, answer))).isPresent();
        assertThat(ModelledRun.impossible(List.of(lock, commit, answer)))
                .as("without anything to write, an item that is there")
                .isPresent();
    }
}
