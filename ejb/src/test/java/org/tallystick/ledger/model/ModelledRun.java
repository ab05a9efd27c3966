package org.tallystick.ledger.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what a real batcher did, step by step, with the steps that the model allows. */
public final class ModelledRun {
    /** What a recording can tell of a step. */
    public enum Action {
        LOCK,
        WRITE,
        COMMIT,
        SYNC,
        /** In memory: no recording sees it. */
        SIGN,
        ANSWER,
        /** Sees no recording either. */
        SILENT,
        CRASH
    }

    /** A recorded step: whether it had its effect, and whether the batcher was told so. */
    public record Event(Action action, boolean done, boolean told) {}

    private static final Protocol REAL = new Protocol(Set.of());

    private ModelledRun() {}

    /** @return the first step of a single node's recording that the model does not allow; empty if it allows all */
    public static Optional<String> impossible(List<Event> run) {
        Set<State> states = Set.of(State.initial(1, 4, new State.Budget(run.size(), 0, 0, 0)));
        for (int i = 0; i < run.size(); i++) {
            Set<State> after = new HashSet<>();
            for (State state : silent(states)) {
                follow(state, run.get(i), after);
            }
            if (after.isEmpty()) {
                return Optional.of("step " + i + " of " + run);
            }
            states = after;
        }
        return Optional.empty();
    }

    private static void follow(State state, Event event, Set<State> after) {
        if (event.action() == Action.WRITE
                && event.told()
                && state.nodes().get(0).phase() == Node.Phase.WRITTEN) {
            after.add(state); // the model writes everything at once
        }
        for (Step step : REAL.next(state)) {
            boolean same = step.action() == event.action() && step.told() == event.told();
            // A broken write or lock is undone with its transaction, whether it had its effect or not.
            boolean undone = !event.told() && (event.action() == Action.WRITE || event.action() == Action.LOCK);
            if (same && (undone || step.done() == event.done())) {
                after.add(step.after());
            }
        }
    }

    private static Set<State> silent(Set<State> states) {
        Set<State> all = new HashSet<>(states);
        Set<State> fresh = states;
        while (!fresh.isEmpty()) {
            Set<State> next = new HashSet<>();
            for (State state : fresh) {
                for (Step step : REAL.next(state)) {
                    boolean unseen = step.action() == Action.SIGN || step.action() == Action.SILENT;
                    if (unseen && all.add(step.after())) {
                        next.add(step.after());
                    }
                }
            }
            fresh = next;
        }
        return all;
    }
}
