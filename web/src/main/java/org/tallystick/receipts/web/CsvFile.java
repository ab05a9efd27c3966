package org.tallystick.receipts.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * RFC 4180 in UTF-8, with the mark by which Excel knows it. A text that a spreadsheet would take for a formula is written with
 * an apostrophe before it.
 */
final class CsvFile implements RowsFile {
    private final Writer out;

    CsvFile(OutputStream stream) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 14);
        out.write('\uFEFF');
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        out.write(cells.stream().map(CsvFile::field).collect(Collectors.joining(",", "", "\r\n")));
    }

    static String field(Cell cell) {
        String text = cell.number() ? cell.text() : harmless(cell.text());
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String harmless(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
