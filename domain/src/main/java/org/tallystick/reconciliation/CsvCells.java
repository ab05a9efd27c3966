package org.tallystick.reconciliation;

import java.util.ArrayList;
import java.util.List;

/** Divides one line of a CSV file into its cells (RFC 4180, except that a cell ends with its line). */
final class CsvCells {
    private static final int MOST = 200;
    private static final char QUOTE = '"';

    private CsvCells() {}

    /** The separator that divides this line into the most cells: comma, semicolon, tab or bar. */
    static char separator(String header) {
        char best = ',';
        int most = 0;
        for (char candidate : new char[] {',', ';', '\t', '|', '，'}) {
            int count = (int) header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** @throws RowProblem if a quotation mark stays open */
    static List<String> of(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length() && cells.size() < MOST; i++) {
            char c = line.charAt(i);
            if (quoted && c == QUOTE && i + 1 < line.length() && line.charAt(i + 1) == QUOTE) {
                cell.append(c);
                i++;
            } else if (c == QUOTE && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
                cell.setLength(quoted ? 0 : cell.length());
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new RowProblem(FaultReason.QUOTE, "", "");
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
