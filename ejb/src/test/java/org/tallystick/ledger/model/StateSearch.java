package org.tallystick.ledger.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at every state that a protocol can reach, the nearest first, for one in which a promise is broken. */
final class StateSearch {
    private final Protocol protocol;
    private final Map<State, Step> cameBy = new HashMap<>();
    private final Map<State, State> cameFrom = new HashMap<>();
    private int states;

    StateSearch(Protocol protocol) {
        this.protocol = protocol;
    }

    /** @return the shortest run that breaks a promise, in words; empty if none does */
    Optional<List<String>> broken(State initial) {
        Deque<State> open = new ArrayDeque<>(List.of(initial));
        cameFrom.put(initial, initial);
        while (!open.isEmpty()) {
            State state = open.remove();
            states++;
            Optional<String> promise = brokenPromise(state);
            if (promise.isPresent()) {
                return Optional.of(run(state, promise.get()));
            }
            for (Step step : protocol.next(state)) {
                if (cameFrom.putIfAbsent(step.after(), state) == null) {
                    cameBy.put(step.after(), step);
                    open.add(step.after());
                }
            }
        }
        return Optional.empty();
    }

    int states() {
        return states;
    }

    /**
     * The promises: what was answered is present, and what was signed is, as long as nobody sets the database back; no two
     * released checkpoints are inconsistent, whatever happens.
     */
    private static Optional<String> brokenPromise(State state) {
        List<List<Integer>> released = new ArrayList<>(state.released());
        released.sort((a, b) -> Integer.compare(a.size(), b.size()));
        for (int i = 1; i < released.size(); i++) {
            if (!State.isPrefix(released.get(i - 1), released.get(i))) {
                return Optional.of("released are " + released.get(i - 1) + " and " + released.get(i));
            }
        }
        if (!state.restored() && !state.continuesWhatWasReleased()) {
            return Optional.of("released is " + state.released() + ", the log is " + state.log());
        }
        for (int item = 0; item < state.answered().size() && !state.restored(); item++) {
            int place = state.answered().get(item);
            if (place >= 0 && (place >= state.log().size() || state.log().get(place) != item)) {
                return Optional.of("item " + item + " was answered at " + place + ", the log is " + state.log());
            }
        }
        return Optional.empty();
    }

    private List<String> run(State end, String promise) {
        List<String> words = new ArrayList<>(List.of(promise));
        for (State at = end; cameBy.containsKey(at); at = cameFrom.get(at)) {
            words.add(cameBy.get(at).what());
        }
        Collections.reverse(words);
        return words;
    }
}
