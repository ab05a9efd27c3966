package org.tallystick.reconciliation.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.tallystick.access.Viewer;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.UnsettledReceipt;
import org.tallystick.reconciliation.service.SettlementLists;
import org.tallystick.shared.web.CsvLine;
import org.tallystick.shared.web.Moment;

/** The lists of a settlement file as CSV, UTF-8 with a mark so that spreadsheets know. */
final class SettlementCsv {
    static final String TYPE = "text/csv;charset=UTF-8";

    private final SettlementLists lists;
    private final Viewer viewer;
    private final SettlementWords words;

    SettlementCsv(SettlementLists lists, Viewer viewer, SettlementWords words) {
        this.lists = lists;
        this.viewer = viewer;
        this.words = words;
    }

    void write(SettlementFile file, FileLists list, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write('\uFEFF');
        try {
            if (list == FileLists.FAULTS) {
                faults(file, writer);
            } else if (list == FileLists.MISSING) {
                missing(file, writer);
            } else {
                lines(file, list, writer);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private void faults(SettlementFile file, Writer writer) {
        put(writer, words.get("line"), words.get("fault"), words.get("value"));
        lists.eachFault(viewer, file, f -> put(writer, String.valueOf(f.line()), words.fault(f), f.value()));
    }

    private void missing(SettlementFile file, Writer writer) {
        put(
                writer,
                words.get("receipt"),
                words.get("field.MERCHANT"),
                words.get("field.TERMINAL"),
                words.get("field.BATCH"),
                words.get("field.TRACE"),
                words.get("field.AMOUNT"),
                words.get("field.CURRENCY"),
                words.get("sold"));
        lists.eachMissing(viewer, file, r -> put(writer, cells(r)));
    }

    private static String[] cells(UnsettledReceipt r) {
        return new String[] {
            r.number(),
            r.merchantNo(),
            r.terminalNo(),
            r.batchNo(),
            r.traceNo(),
            (r.back() ? "-" : "") + r.amount().decimal(),
            r.amount().currency().getCurrencyCode(),
            Moment.of(r.soldAt()).iso()
        };
    }

    private void lines(SettlementFile file, FileLists list, Writer writer) {
        put(
                writer,
                words.get("line"),
                words.get("field.MERCHANT"),
                words.get("field.TERMINAL"),
                words.get("field.BATCH"),
                words.get("field.TRACE"),
                words.get("field.REFERENCE"),
                words.get("field.AMOUNT"),
                words.get("field.CURRENCY"),
                words.get("field.DATE"),
                words.get("result"),
                words.get("rule"),
                words.get("differences"),
                words.get("receipt"));
        lists.eachLine(viewer, file, list.results(), line -> put(writer, cells(line)));
    }

    private String[] cells(SettledLine line) {
        return new String[] {
            String.valueOf(line.row().line()),
            line.row().merchantNo(),
            line.row().terminalNo(),
            line.row().batchNo(),
            line.row().traceNo(),
            line.row().referenceNo(),
            (line.row().back() ? "-" : "") + line.row().amount().decimal(),
            line.row().amount().currency().getCurrencyCode(),
            line.row().soldOn().toString(),
            words.get("result." + line.result()),
            line.rule(),
            words.differences(line),
            line.receipt()
        };
    }

    private static void put(Writer writer, String... cells) {
        try {
            writer.write(CsvLine.of(cells));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
