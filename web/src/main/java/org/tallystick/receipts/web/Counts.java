package org.tallystick.receipts.web;

import java.util.Locale;

/** Whole numbers for people. */
final class Counts {
    private Counts() {}

    /** With groups of three, such as {@code 48,218,664}. */
    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
