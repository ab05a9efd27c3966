package org.tallystick.reconciliation;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines ended by LF, CRLF or CR, with their numbers; of a line that is too long only the beginning is kept. Not for several threads. */
final class LineReader {
    static final int LONGEST = 8_192;

    private final Reader reader;
    private final StringBuilder text = new StringBuilder();
    private boolean afterReturn;
    private long number;
    private boolean ended;
    private boolean tooLong;

    LineReader(Reader reader) {
        this.reader = reader;
    }

    /** @return null after the last one */
    @Nullable
    String next() throws IOException {
        text.setLength(0);
        tooLong = false;
        ended = false;
        int c = reader.read();
        if (afterReturn && c == '\n') {
            c = reader.read();
        }
        afterReturn = false;
        if (c < 0) {
            return null;
        }
        number++;
        while (c >= 0 && c != '\n' && c != '\r') {
            keep((char) c);
            c = reader.read();
        }
        afterReturn = c == '\r';
        ended = c >= 0;
        return text.toString();
    }

    /** Of the line that {@link #next} gave, from 1. */
    long number() {
        return number;
    }

    /** Whether that line ended before the file did. */
    boolean isEnded() {
        return ended;
    }

    boolean isTooLong() {
        return tooLong;
    }

    private void keep(char c) {
        if (text.length() < LONGEST) {
            text.append(c);
        } else {
            tooLong = true;
        }
    }
}
