package org.tallystick.terminal.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tallystick.shared.Money;
import org.tallystick.terminal.BillState;
import org.tallystick.terminal.Sale;

/** The file that says of every invoice what became of it, and the figures it adds up to. */
final class ReplayReport {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "InvoiceNo", "Outcome", "Counter", "ReceiptNo", "Type", "Amount", "Currency", "Reason", "Remarks")
            .get();
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final List<ReplayRow> rows;
    private final LongFunction<BillState> states;

    ReplayReport(List<ReplayRow> rows, LongFunction<BillState> states) {
        this.rows = rows;
        this.states = states;
    }

    /** @param strayLines numbers of lines without an invoice number, reported after the invoices */
    void write(Path file, List<Long> strayLines) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
            for (ReplayRow row : rows) {
                csv.printRecord(cells(row));
            }
            for (long line : strayLines) {
                csv.printRecord("", ReplayRow.LISTED, "", "", "", "", "", "line " + line + " names no invoice", "");
            }
            Files.writeString(file, text.toString(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object[] cells(ReplayRow row) {
        Optional<BillState> state = state(row);
        Optional<Sale> sale = row.sale();
        return new Object[] {
            harmless(row.invoiceNo()),
            row.outcome(state),
            row.counter().isPresent() ? row.counter().getAsLong() : "",
            state.flatMap(BillState::receipt).map(BillState.InLedger::number).orElse(""),
            sale.map(s -> s.type().name()).orElse(""),
            sale.map(s -> s.amount().decimal()).orElse(""),
            sale.map(s -> s.amount().currency().getCurrencyCode()).orElse(""),
            row.reason(state),
            row.remarks()
        };
    }

    /** A spreadsheet must not take a text of the file for a formula (THREATS.md B9). */
    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    Map<String, Integer> outcomes() {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.outcome(state(row)), 1, Integer::sum));
        return counts;
    }

    Map<String, Integer> listed() {
        Map<String, Integer> counts = new TreeMap<>();
        rows.stream().filter(row -> row.counter().isEmpty()).forEach(row -> row.mapping()
                .refusal()
                .ifPresent(refusal -> counts.merge(refusal.name(), 1, Integer::sum)));
        return counts;
    }

    Map<String, Money> totals() {
        Map<String, Money> totals = new TreeMap<>();
        rows.stream()
                .filter(row -> row.counter().isPresent())
                .flatMap(row -> row.sale().stream())
                .forEach(
                        sale -> totals.merge(sale.type() + " " + sale.amount().currency(), sale.amount(), Money::plus));
        return totals;
    }

    private Optional<BillState> state(ReplayRow row) {
        return row.counter().isPresent()
                ? Optional.of(states.apply(row.counter().getAsLong()))
                : Optional.empty();
    }
}
