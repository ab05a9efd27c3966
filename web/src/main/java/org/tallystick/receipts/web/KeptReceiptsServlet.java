package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.receipts.KeptReceipt;
import org.tallystick.receipts.service.KeptReceipts;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReadOnlyServlet;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;

/** {@code /account/receipts.csv}: the receipts in a consumer's account as a file. */
@WebServlet("/account/receipts.csv")
public class KeptReceiptsServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient KeptReceipts receipts;

    @Inject
    private transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Viewer> viewer = identity.viewer();
        if (viewer.isEmpty() || viewer.get().role() != Role.CONSUMER) {
            response.sendError(
                    viewer.isEmpty() ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Locale locale = Preferences.of(request).language().locale();
        Texts words = Texts.of("Consumer", locale);
        List<KeptReceipt> all = receipts.export(viewer.get());
        response.setContentType(ReceiptsFile.CSV);
        response.setHeader("Content-Disposition", "attachment; filename=\"receipts.csv\"");
        try (RowsFile file = new CsvFile(response.getOutputStream())) {
            file.row(Stream.of("time", "shop", "number", "amount", "currency", "link")
                    .map(head -> RowsFile.Cell.text(words.get("mine.file." + head)))
                    .toList());
            for (KeptReceipt receipt : all) {
                file.row(cells(receipt, locale));
            }
        }
    }

    private List<RowsFile.Cell> cells(KeptReceipt receipt, Locale locale) {
        return List.of(
                RowsFile.Cell.text(Moment.of(receipt.time()).iso()),
                RowsFile.Cell.text(KeptReceiptsView.shop(receipt, locale)),
                RowsFile.Cell.text(ReceiptNumber.grouped(receipt.number())),
                RowsFile.Cell.number(receipt.amount().decimal()),
                RowsFile.Cell.text(receipt.amount().currency().getCurrencyCode()),
                RowsFile.Cell.text(settings.baseUrl() + "/r/" + receipt.code()));
    }
}
