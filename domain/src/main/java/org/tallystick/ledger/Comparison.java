package org.tallystick.ledger;

import java.util.Optional;

/**
 * How a checkpoint stands to a history.
 *
 * @param verdict what can be said
 * @param evidence for a {@link Verdict#SPLIT} only
 */
public record Comparison(Verdict verdict, Optional<SplitView> evidence) {
    /** What can be said. */
    public enum Verdict {
        /** One continues the other. */
        CONSISTENT,
        /** The log's key has signed two histories. */
        SPLIT,
        /** The checkpoint has more entries than the history shows: nothing is shown for or against it. */
        BEYOND
    }

    static Comparison consistent() {
        return new Comparison(Verdict.CONSISTENT, Optional.empty());
    }

    static Comparison split(SplitView evidence) {
        return new Comparison(Verdict.SPLIT, Optional.of(evidence));
    }

    static Comparison beyond() {
        return new Comparison(Verdict.BEYOND, Optional.empty());
    }
}
