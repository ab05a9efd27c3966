package org.tallystick.ledger.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The whole of the model at one moment: the database, the nodes, what the outside world holds, and how many faults may still
 * come.
 *
 * @param log items in the database as everybody reads them
 * @param synced of these so many are on disk
 * @param nodes the servers
 * @param answered by item, the place it was answered with, -1 before
 * @param released every tree that a signature over it has left the platform
 * @param budget faults that may still come
 * @param restored whether the database was ever set back
 */
record State(
        List<Integer> log,
        int synced,
        List<Node> nodes,
        List<Integer> answered,
        Set<List<Integer>> released,
        Budget budget,
        boolean restored) {
    /** Faults that may still come. */
    record Budget(int unknowns, int crashes, int powerCuts, int restores) {}

    static State initial(int nodes, int items, Budget budget) {
        return new State(
                List.of(),
                0,
                java.util.Collections.nCopies(nodes, Node.FRESH),
                java.util.Collections.nCopies(items, -1),
                Set.of(),
                budget,
                false);
    }

    State node(int which, Node node) {
        List<Node> changed = new ArrayList<>(nodes);
        changed.set(which, node);
        return new State(log, synced, List.copyOf(changed), answered, released, budget, restored);
    }

    State log(List<Integer> changed, int onDisk) {
        return new State(changed, onDisk, nodes, answered, released, budget, restored);
    }

    State release(List<Integer> tree) {
        if (released.contains(tree)) {
            return this;
        }
        Set<List<Integer>> more = new HashSet<>(released);
        more.add(tree);
        return new State(log, synced, nodes, answered, Set.copyOf(more), budget, restored);
    }

    State answer(int item, int place) {
        List<Integer> changed = new ArrayList<>(answered);
        changed.set(item, place);
        return new State(log, synced, nodes, List.copyOf(changed), released, budget, restored);
    }

    State spend(int unknowns, int crashes, int powerCuts, int restores) {
        Budget left = new Budget(
                budget.unknowns() - unknowns,
                budget.crashes() - crashes,
                budget.powerCuts() - powerCuts,
                budget.restores() - restores);
        return new State(log, synced, nodes, answered, released, left, restored);
    }

    /** All nodes start anew on a database that holds the first {@code size} items. */
    State setBack(int size, boolean byRestore) {
        return new State(
                List.copyOf(log.subList(0, size)),
                Math.min(synced, size),
                java.util.Collections.nCopies(nodes.size(), Node.FRESH),
                answered,
                released,
                budget,
                restored || byRestore);
    }

    /** Everything ever released is a beginning of the present log. */
    boolean continuesWhatWasReleased() {
        return released.stream().allMatch(tree -> isPrefix(tree, log));
    }

    static boolean isPrefix(List<Integer> shorter, List<Integer> longer) {
        return shorter.size() <= longer.size()
                && longer.subList(0, shorter.size()).equals(shorter);
    }
}
