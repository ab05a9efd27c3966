package org.tallystick.coverage;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.tallystick.signing.Cause;

/**
 * Which cases to list.
 *
 * @param text part of a merchant's name or number, a terminal, a case or a receipt; empty: all
 * @param from first local day of the sale, or of opening where the sale is not known
 * @param page from 0
 */
public record CaseQuery(
        Optional<Cause> cause,
        Optional<CauseGroup> group,
        Which which,
        String text,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        int page) {
    /** In what state. */
    public enum Which {
        /** Those that still need something. */
        OPEN,
        /** Those of them past their time. */
        OVERDUE,
        /** Missing at the sale; a bill, a signature or what stands for one came later. */
        REMEDIED,
        ALL;

        /** The one with this name in any case; open ones for another name. */
        public static Which of(String name) {
            return Arrays.stream(values())
                    .filter(which -> which.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(OPEN);
        }
    }

    /** Rows of a page. */
    public static final int ROWS = 50;

    /** All open cases. */
    public static final CaseQuery OPEN =
            new CaseQuery(Optional.empty(), Optional.empty(), Which.OPEN, "", Optional.empty(), Optional.empty(), 0);

    /** The same of one cause. */
    public CaseQuery of(Cause one) {
        return new CaseQuery(Optional.of(one), group, which, text, from, to, 0);
    }

    /** The same in another state. */
    public CaseQuery of(Which other) {
        return new CaseQuery(cause, group, other, text, from, to, 0);
    }

    /** Another page of the same. */
    public CaseQuery onPage(int other) {
        return new CaseQuery(cause, group, which, text, from, to, other);
    }
}
