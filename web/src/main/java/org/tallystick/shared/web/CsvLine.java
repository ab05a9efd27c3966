package org.tallystick.shared.web;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One line of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front, so that nobody's
 * text is ever run on the machine of whoever opens the file.
 */
public final class CsvLine {
    private CsvLine() {}

    /** @return the line with its CRLF */
    public static String of(String... cells) {
        return Arrays.stream(cells).map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** @return the text as it stands between two commas */
    public static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("-?[0-9.,]+")
                ? "'" + text
                : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
