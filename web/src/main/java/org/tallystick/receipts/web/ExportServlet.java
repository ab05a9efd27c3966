package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.receipts.service.ReceiptSearch;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReadOnlyServlet;

/**
 * The list of receipts as a file: exactly what the same query shows on the page, streamed. For sessions and API tokens. A browser
 * that asks for more rows than are made while it waits is sent back to the list, which offers to make the file as long work.
 */
@WebServlet({"/merchant/receipts.csv", "/merchant/receipts.xlsx"})
public class ExportServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient ReceiptSearch search;

    @Inject
    private transient Settings settings;

    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        ReceiptsFile receipts = new ReceiptsFile(
                search, viewer, Preferences.of(request).language().locale());
        SearchQuery query = SearchQuery.of(request, clock);
        if (request.getHeader("Authorization") == null && isLong(viewer, query)) {
            String list = query.without();
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(
                    "Location", "/merchant/receipts" + list + (list.isEmpty() ? "?" : "&") + "done=export-is-long");
            return;
        }
        boolean csv = request.getServletPath().endsWith(".csv");
        String form = csv ? "csv" : "xlsx";
        response.setContentType(csv ? ReceiptsFile.CSV : ReceiptsFile.XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"receipts." + form + "\"");
        try (RowsFile file = csv ? new CsvFile(response.getOutputStream()) : new XlsxFile(response.getOutputStream())) {
            receipts.write(file, query, form, () -> {});
        }
    }

    private boolean isLong(Viewer viewer, SearchQuery query) {
        return search.totals(viewer, query.filter()).count() > settings.integer("tallystick.work.direct-rows");
    }
}
