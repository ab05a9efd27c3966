package org.tallystick.coverage;

import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.signing.Cause;

/**
 * Which cases to list.
 *
 * @param open only those that still need something; otherwise all
 * @param overdue only those past their time
 * @param text part of a merchant's name or number, a terminal, a case or a receipt; empty: all
 * @param from first local day of the sale, or of opening where the sale is not known
 * @param page from 0
 */
public record CaseQuery(
        Optional<Cause> cause,
        Optional<CauseGroup> group,
        boolean open,
        boolean overdue,
        String text,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        int page) {
    /** Rows of a page. */
    public static final int ROWS = 50;

    /** All open cases. */
    public static final CaseQuery OPEN =
            new CaseQuery(Optional.empty(), Optional.empty(), true, false, "", Optional.empty(), Optional.empty(), 0);

    /** The same of one cause. */
    public CaseQuery of(Cause one) {
        return new CaseQuery(Optional.of(one), group, open, overdue, text, from, to, 0);
    }

    /** Another page of the same. */
    public CaseQuery onPage(int other) {
        return new CaseQuery(cause, group, open, overdue, text, from, to, other);
    }
}
