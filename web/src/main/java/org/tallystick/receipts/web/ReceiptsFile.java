package org.tallystick.receipts.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.ReceiptRow;
import org.tallystick.receipts.service.ReceiptSearch;
import org.tallystick.receipts.web.RowsFile.Cell;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;

/** A merchant's list of receipts as rows of a file: the same whether a browser waits for it or long work makes it. */
final class ReceiptsFile {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String CSV = "text/csv;charset=UTF-8";

    private static final List<String> HEADS = List.of(
            "time",
            "number",
            "merchant",
            "terminal",
            "type",
            "card",
            "amount",
            "currency",
            "status",
            "cause",
            "lack",
            "taken-back",
            "trace",
            "batch",
            "reference",
            "auth",
            "index");

    private final ReceiptSearch search;
    private final Viewer viewer;
    private final Texts words;
    private final Texts pages;

    ReceiptsFile(ReceiptSearch search, Viewer viewer, Locale locale) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        this.search = search;
        this.viewer = viewer;
        this.words = Texts.of("Merchant", locale);
        this.pages = Texts.ofPages(locale);
    }

    /**
     * Writes the heads and every row that the query finds.
     *
     * @param form of the file, for the audit record
     * @param afterEach called after each row; what it throws ends the writing
     */
    void write(RowsFile file, SearchQuery query, String form, Runnable afterEach) throws IOException {
        file.row(HEADS.stream().map(h -> Cell.text(words.get("file." + h))).toList());
        try {
            search.export(viewer, query.filter(), query.order(), form, row -> {
                write(file, row);
                afterEach.run();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(RowsFile file, ReceiptRow row) {
        try {
            file.row(cells(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Cell> cells(ReceiptRow row) {
        boolean signed = row.status() == ReceiptStatus.SIGNED;
        String takenBack = row.voided() ? pages.get("tag.voided") : row.refunded() ? pages.get("tag.refunded") : "";
        return List.of(
                Cell.text(Moment.of(row.time()).iso()),
                Cell.text(ReceiptNumber.grouped(row.number())),
                Cell.text(row.merchantNo()),
                Cell.text(row.terminalNo()),
                Cell.text(pages.get("type." + row.type())),
                Cell.text(row.cardLastFour().orElse("")),
                Cell.number(row.money().decimal()),
                Cell.text(row.currency().getCurrencyCode()),
                Cell.text(pages.get(signed ? "status.signed" : "status.unsigned")),
                Cell.text(signed ? "" : ReceiptLine.cause(row, pages)),
                Cell.text(ReceiptLine.lack(row, pages)),
                Cell.text(takenBack),
                Cell.text(row.traceNo()),
                Cell.text(row.batchNo().orElse("")),
                Cell.text(row.referenceNo().orElse("")),
                Cell.text(row.authCode().orElse("")),
                Cell.number(Long.toString(row.index())));
    }
}
