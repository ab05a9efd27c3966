package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.receipts.ReceiptRow;
import org.tallystick.receipts.service.ReceiptSearch;
import org.tallystick.receipts.web.RowsFile.Cell;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReadOnlyServlet;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;

/** The list of receipts as a file: exactly what the same query shows on the page, streamed. For sessions and API tokens. */
@WebServlet({"/merchant/receipts.csv", "/merchant/receipts.xlsx"})
public class ExportServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
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
            "taken-back",
            "trace",
            "batch",
            "reference",
            "auth",
            "index");

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient ReceiptSearch search;

    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        SearchQuery query = SearchQuery.of(request, clock);
        boolean csv = request.getServletPath().endsWith(".csv");
        String form = csv ? "csv" : "xlsx";
        response.setContentType(csv ? "text/csv;charset=UTF-8" : XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"receipts." + form + "\"");
        Locale locale = Preferences.of(request).language().locale();
        Texts words = Texts.of("Merchant", locale);
        Texts pages = Texts.ofPages(locale);
        try (RowsFile file = csv ? new CsvFile(response.getOutputStream()) : new XlsxFile(response.getOutputStream())) {
            file.row(HEADS.stream().map(h -> Cell.text(words.get("file." + h))).toList());
            search.export(viewer, query.filter(), query.order(), form, row -> write(file, row, pages));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(RowsFile file, ReceiptRow row, Texts texts) {
        try {
            file.row(cells(row, texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Cell> cells(ReceiptRow row, Texts texts) {
        Layer tag = ReceiptLine.tag(row, texts);
        boolean signed = row.status() == ReceiptStatus.SIGNED;
        String takenBack = row.voided() ? texts.get("tag.voided") : row.refunded() ? texts.get("tag.refunded") : "";
        return List.of(
                Cell.text(Moment.of(row.time()).iso()),
                Cell.text(ReceiptNumber.grouped(row.number())),
                Cell.text(row.merchantNo()),
                Cell.text(row.terminalNo()),
                Cell.text(texts.get("type." + row.type())),
                Cell.text(row.cardLastFour().orElse("")),
                Cell.number(row.money().decimal()),
                Cell.text(row.currency().getCurrencyCode()),
                Cell.text(texts.get(signed ? "status.signed" : "status.unsigned")),
                Cell.text(signed ? "" : tag.note()),
                Cell.text(takenBack),
                Cell.text(row.traceNo()),
                Cell.text(row.batchNo().orElse("")),
                Cell.text(row.referenceNo().orElse("")),
                Cell.text(row.authCode().orElse("")),
                Cell.number(Long.toString(row.index())));
    }
}
