package org.tallystick.ledger;

import java.util.regex.Pattern;

/** Reads a text line by line, each ended by LF. */
final class Lines {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

    private final String text;
    private int at;

    Lines(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** @param name of what the line says, for the message */
    String next(String name) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw new LedgerFormatException("The line with the " + name + " is missing or not ended by a line feed");
        }
        String line = text.substring(at, end);
        at = end + 1;
        return line;
    }

    /** @return what follows this word and a space at the beginning of the next line */
    String nextAfter(String word) {
        String line = next(word);
        if (!line.startsWith(word + " ")) {
            throw new LedgerFormatException("The next line must begin with the word " + word);
        }
        return line.substring(word.length() + 1);
    }

    boolean nextStartsWith(String start) {
        return text.startsWith(start, at);
    }

    String rest() {
        return text.substring(at);
    }

    /** @return a number of at most 2^63 - 1, without sign or leading zeros */
    static long decimal(String digits, String name) {
        try {
            if (DECIMAL.matcher(digits).matches()) {
                return Long.parseLong(digits);
            }
        } catch (NumberFormatException e) {
            throw new LedgerFormatException("The " + name + " is too large");
        }
        throw new LedgerFormatException("The " + name + " must be decimal digits without leading zeros");
    }
}
