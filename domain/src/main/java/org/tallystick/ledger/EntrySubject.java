package org.tallystick.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bill of which terminal an entry is about.
 *
 * @param terminalNo 8 letters and digits
 * @param series from 1
 * @param counter from 1
 */
public record EntrySubject(String terminalNo, long series, long counter) {
    private static final Pattern FORM = Pattern.compile("([0-9A-Za-z]{8})\\.([1-9][0-9]{0,15})\\.([1-9][0-9]{0,15})");

    /** @throws LedgerFormatException if no terminal has such a bill */
    public EntrySubject {
        requireForm(text(terminalNo, series, counter));
    }

    /** @throws LedgerFormatException unless {@link #parse} takes it */
    static void requireForm(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new LedgerFormatException("A subject must be terminalNo.series.counter");
        }
    }

    /** @throws LedgerFormatException unless {@link #text()} of the result is exactly this text */
    public static EntrySubject parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new LedgerFormatException("A subject must be terminalNo.series.counter");
        }
        return new EntrySubject(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    public String text() {
        return text(terminalNo, series, counter);
    }

    private static String text(String terminalNo, long series, long counter) {
        return terminalNo + "." + series + "." + counter;
    }
}
