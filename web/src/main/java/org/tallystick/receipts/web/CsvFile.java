package org.tallystick.receipts.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.shared.web.CsvLine;

/** Lines as {@link CsvLine} writes them, in UTF-8 with the mark by which Excel knows it. */
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
        return cell.number() ? cell.text() : CsvLine.cell(cell.text());
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
