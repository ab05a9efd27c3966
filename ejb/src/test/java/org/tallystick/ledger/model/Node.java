package org.tallystick.ledger.model;

import java.util.List;

/**
 * One server of the platform in the model.
 *
 * @param phase how far its group is
 * @param item the group's only item, -1 without one
 * @param tree what the node believes the log to be; empty list in {@link Phase#DOWN}
 * @param believes whether {@code tree} may be believed
 */
record Node(Phase phase, int item, List<Integer> tree, boolean believes) {
    static final Node FRESH = new Node(Phase.IDLE, -1, List.of(), false);

    enum Phase {
        IDLE,
        LOCKED,
        WRITTEN,
        COMMITTED,
        SYNCED,
        SIGNED
    }

    boolean holdsLock() {
        return phase == Phase.LOCKED || phase == Phase.WRITTEN;
    }

    Node at(Phase next) {
        return new Node(next, item, tree, believes);
    }

    Node takes(int taken, List<Integer> log) {
        return new Node(Phase.LOCKED, taken, log, true);
    }

    Node grown(List<Integer> grown) {
        return new Node(Phase.WRITTEN, item, grown, true);
    }

    /** Its group ended and its tree is that of the database. */
    Node done() {
        return new Node(Phase.IDLE, -1, tree, true);
    }

    /** Its group ended without its knowing how. */
    Node doubting() {
        return FRESH;
    }
}
