package org.tallystick.complaints.web;

import java.util.Locale;
import org.tallystick.verification.Outcome;

/** Verdicts frozen in complaints, in the words of the answers on the start page. */
final class Verdicts {
    private Verdicts() {}

    /** Last part of the key, such as {@code not-genuine}. */
    static String key(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
