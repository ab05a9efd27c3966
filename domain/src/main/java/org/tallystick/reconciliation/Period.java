package org.tallystick.reconciliation;

import java.time.LocalDate;

/** Days of sale. @param to the last one, included */
public record Period(LocalDate from, LocalDate to) {
    /** Longest period that somebody may declare, in days. */
    public static final int MOST_DAYS = 400;

    public boolean isPossible() {
        return !to.isBefore(from) && from.plusDays(MOST_DAYS).isAfter(to);
    }
}
