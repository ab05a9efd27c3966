package org.tallystick.ledger.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tallystick.ledger.model.ModelledRun.Action;
import org.tallystick.ledger.model.Node.Phase;

/**
 * The steps of LEDGER.md "Append: group commit without a leader", "Rollback guard" and "Publication", with the faults that may
 * come at each, over groups of one item. Clients may send an item again at any time, also after
 * they were answered.
 *
 * @param flaws what this platform gets wrong; empty for the real one
 */
record Protocol(Set<Flaw> flaws) {
    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    /** Every step that may be the next one. */
    List<Step> next(State state) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < state.nodes().size(); i++) {
            group(state, i, steps);
            publish(state, i, steps);
            crash(state, i, steps);
        }
        disasters(state, steps);
        return steps;
    }

    private void group(State state, int i, List<Step> steps) {
        Node node = state.nodes().get(i);
        switch (node.phase()) {
            case IDLE -> lock(state, i, steps);
            case LOCKED -> write(state, i, steps);
            case WRITTEN -> commit(state, i, steps);
            case COMMITTED -> sync(state, i, steps);
            case SYNCED ->
                add(steps, "sign", i, Action.SIGN, state.release(node.tree()).node(i, node.at(Phase.SIGNED)));
            case SIGNED -> answer(state, i, steps);
        }
    }

    private void lock(State state, int i, List<Step> steps) {
        boolean held = state.nodes().stream().anyMatch(Node::holdsLock);
        if (held && !has(Flaw.DOES_NOT_LOCK)) {
            return;
        }
        unknown(steps, "lock", i, Action.LOCK, state, state);
        if (!has(Flaw.DOES_NOT_GUARD) && !state.continuesWhatWasReleased()) {
            return; // sealed: nothing is signed any more
        }
        Node node = state.nodes().get(i);
        boolean fromMemory = has(Flaw.TRUSTS_MEMORY) && node.believes();
        List<Integer> tree = fromMemory ? node.tree() : state.log();
        for (int item = 0; item < state.answered().size(); item++) {
            add(steps, "lock for item " + item, i, Action.LOCK, state.node(i, node.takes(item, tree)));
        }
    }

    private void write(State state, int i, List<Step> steps) {
        Node node = state.nodes().get(i);
        unknown(steps, "write", i, Action.WRITE, state, state.node(i, node.doubting()));
        if (node.tree().contains(node.item())) {
            add(steps, "find", i, Action.SILENT, state.node(i, node.grown(node.tree())));
            return;
        }
        List<Integer> grown = new ArrayList<>(node.tree());
        grown.add(node.item());
        State written = state.node(i, node.grown(List.copyOf(grown)));
        add(steps, "write", i, Action.WRITE, has(Flaw.SIGNS_BEFORE_COMMIT) ? written.release(grown) : written);
    }

    private void commit(State state, int i, List<Step> steps) {
        Node node = state.nodes().get(i);
        Node lost = has(Flaw.TRUSTS_MEMORY) ? node.done() : node.doubting();
        unknown(steps, "write", i, Action.WRITE, state, state.node(i, lost));
        unknown(steps, "commit (nothing done)", i, Action.COMMIT, state, state.node(i, lost));
        boolean changes = !node.tree().equals(state.log());
        // The real thing's compare-and-set and unique keys; without the lock the model lets the later one win.
        State committed =
                state.log(node.tree(), Math.min(state.synced(), node.tree().size()));
        if (state.budget().unknowns() > 0) {
            steps.add(new Step(
                    "commit (done, not told) at " + i, Action.COMMIT, true, false, spent(committed.node(i, lost))));
        }
        boolean needsSync = changes || (state.synced() < state.log().size() && !has(Flaw.ANSWERS_REPEATS_UNSYNCED));
        Phase after = needsSync && !has(Flaw.ANSWERS_BEFORE_SYNC) ? Phase.COMMITTED : Phase.SYNCED;
        add(steps, "commit", i, Action.COMMIT, committed.node(i, node.at(after)));
    }

    private void sync(State state, int i, List<Step> steps) {
        Node node = state.nodes().get(i);
        unknown(steps, "sync (nothing done)", i, Action.SYNC, state, state.node(i, node.doubting()));
        State onDisk = state.log(state.log(), state.log().size());
        if (state.budget().unknowns() > 0) {
            steps.add(new Step(
                    "sync (done, not told) at " + i, Action.SYNC, true, false, spent(onDisk.node(i, node.doubting()))));
        }
        add(steps, "sync", i, Action.SYNC, onDisk.node(i, node.at(Phase.SYNCED)));
    }

    private void answer(State state, int i, List<Step> steps) {
        Node node = state.nodes().get(i);
        int place = node.tree().indexOf(node.item());
        unknown(steps, "answer (lost)", i, Action.ANSWER, state, state.node(i, node.done()));
        State answered = state.answer(node.item(), place).node(i, node.done());
        add(steps, "answer item " + node.item(), i, Action.ANSWER, answered);
        if (state.budget().unknowns() > 0) {
            steps.add(new Step("answer (not told) at " + i, Action.ANSWER, true, false, spent(answered)));
        }
    }

    /** The publisher of any node signs what the database holds; it compares with what was published first. */
    private void publish(State state, int i, List<Step> steps) {
        boolean sealed = !has(Flaw.DOES_NOT_GUARD) && !state.continuesWhatWasReleased();
        boolean onDisk = state.synced() == state.log().size() || has(Flaw.PUBLISHES_UNSYNCED);
        if (!sealed && onDisk && !state.released().contains(state.log())) {
            add(steps, "publish", i, Action.SILENT, state.release(state.log()));
        }
    }

    private static void crash(State state, int i, List<Step> steps) {
        if (state.budget().crashes() > 0 && !state.nodes().get(i).equals(Node.FRESH)) {
            add(steps, "crash", i, Action.CRASH, state.spend(0, 1, 0, 0).node(i, Node.FRESH));
        }
    }

    /** A power cut takes what is not on disk; a restored backup or a stale replica takes any end of the log. */
    private static void disasters(State state, List<Step> steps) {
        if (state.budget().powerCuts() > 0) {
            add(steps, "power cut", 0, Action.CRASH, state.spend(0, 0, 1, 0).setBack(state.synced(), false));
        }
        if (state.budget().restores() > 0) {
            for (int size = 0; size < state.log().size(); size++) {
                add(
                        steps,
                        "set back to " + size,
                        0,
                        Action.CRASH,
                        state.spend(0, 0, 0, 1).setBack(size, true));
            }
        }
    }

    private static State spent(State state) {
        return state.spend(1, 0, 0, 0);
    }

    private static void add(List<Step> steps, String what, int node, Action action, State after) {
        steps.add(new Step(what + " at " + node, action, true, true, after));
    }

    private static void unknown(List<Step> steps, String what, int node, Action action, State before, State after) {
        if (before.budget().unknowns() > 0) {
            steps.add(new Step(what + " breaks at " + node, action, false, false, spent(after)));
        }
    }
}
