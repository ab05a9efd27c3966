package org.tallystick.reconciliation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days of sale whose receipts should all be settled. A day that a file was declared complete for is due. Any other day is due when rows of
 * it, of the day before and of the day after are there: so the cut-off, which puts a late evening into the next file, raises no alarm, and
 * neither does a single straggler.
 */
public final class DueDays {
    private DueDays() {}

    /**
     * @param seen days with rows in active files
     * @param declared days that active files were declared complete for
     */
    public static Set<LocalDate> of(Collection<LocalDate> seen, Collection<LocalDate> declared) {
        Set<LocalDate> known = new HashSet<>(seen);
        known.addAll(declared);
        Set<LocalDate> due = new TreeSet<>(declared);
        for (LocalDate day : seen) {
            if (known.contains(day.minusDays(1)) && known.contains(day.plusDays(1))) {
                due.add(day);
            }
        }
        return due;
    }
}
