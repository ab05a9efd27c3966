package org.tallystick.coverage;

import java.util.OptionalLong;

/**
 * A hole in a terminal's counter, with the trace numbers of the receipts on either side of it: they tell which slips belong into it.
 * Trace numbers run from 000001 to 999999 and begin again; a terminal may spend some on messages that are no sales.
 *
 * @param first counter of the hole
 * @param last counter of the hole
 * @param before trace number of the receipt before it
 * @param after trace number of the receipt after it
 */
public record TraceSpan(long first, long last, int before, int after) {
    private static final int TRACES = 999_999;

    /** Trace numbers beyond those of the hole's bills that may lie between its neighbours. More means that counting began anew. */
    private static final int SPARE = 1_000;

    /** Whether a slip with this trace number lies between the neighbours. */
    public boolean encloses(int trace) {
        int whole = distance(after);
        int part = distance(trace);
        return trace >= 1 && trace <= TRACES && part > 0 && part < whole && whole <= last - first + 2 + SPARE;
    }

    /**
     * The counter of a slip with this trace number. Empty if it does not lie in the hole, or if the hole has several bills and more
     * trace numbers than these, so that the counter cannot be told.
     */
    public OptionalLong counterOf(int trace) {
        if (!encloses(trace)) {
            return OptionalLong.empty();
        }
        if (first == last) {
            return OptionalLong.of(first);
        }
        boolean oneEach = distance(after) - 1 == last - first + 1;
        return oneEach ? OptionalLong.of(first + distance(trace) - 1) : OptionalLong.empty();
    }

    /** Trace number of a slip as printed; 0 for what is none. */
    public static int trace(String printed) {
        return printed.matches("\\d{1,6}") ? Integer.parseInt(printed) : 0;
    }

    private int distance(int trace) {
        return Math.floorMod(trace - before, TRACES);
    }
}
