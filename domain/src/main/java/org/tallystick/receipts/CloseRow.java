package org.tallystick.receipts;

import java.util.Optional;

/** A batch of a day as it was stored, beside its settlement slip; one of both may be missing. */
public record CloseRow(BatchTotals.Key key, Optional<BatchTotals> stored, Optional<SlipTotals> slip) {

    /** How the two compare. */
    public enum Comparison {
        NOT_TYPED,
        SAME,
        DIFFERENT
    }

    public Comparison comparison() {
        if (slip.isEmpty()) {
            return Comparison.NOT_TYPED;
        }
        return countDifference() == 0 && netDifference() == 0 ? Comparison.SAME : Comparison.DIFFERENT;
    }

    /** Stored receipts minus those on the slip; without a slip nothing differs. */
    public long countDifference() {
        return slip.map(s -> stored.map(BatchTotals::count).orElse(0L) - s.count())
                .orElse(0L);
    }

    /** Minor units stored minus those on the slip. */
    public long netDifference() {
        return slip.map(s -> stored.map(BatchTotals::net).orElse(0L) - s.net()).orElse(0L);
    }
}
