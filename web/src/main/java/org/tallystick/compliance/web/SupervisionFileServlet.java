package org.tallystick.compliance.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.compliance.MerchantSummary;
import org.tallystick.compliance.ReceiptQuery;
import org.tallystick.compliance.ReceiptSummary;
import org.tallystick.compliance.service.ReceiptInspection;
import org.tallystick.compliance.service.Supervision;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.CsvLine;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReadOnlyServlet;
import org.tallystick.shared.web.Texts;

/** The lists of supervision as files: what the same address shows page by page. */
@WebServlet({"/regulator/merchants.csv", "/institution/merchants.csv", "/regulator/receipts.csv"})
public class SupervisionFileServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient Supervision supervision;

    @Inject
    private transient ReceiptInspection inspection;

    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        Asked asked = new Asked(request, clock);
        Locale locale = Preferences.of(request).language().locale();
        if (request.getServletPath().endsWith("/merchants.csv")) {
            viewer.require(
                    request.getServletPath().startsWith("/regulator") ? Role.REGULATOR : Role.INSTITUTION_OFFICER);
            PrintWriter out = open(
                    response,
                    "merchants",
                    locale,
                    "number",
                    "name",
                    "region",
                    "city",
                    "acquirer",
                    "receipts",
                    "unsigned",
                    "last-receipt");
            supervision.export(viewer, MerchantListView.query(asked), row -> out.print(line(row, locale)));
            return;
        }
        viewer.require(Role.REGULATOR);
        ReceiptQuery query = SoughtReceipts.of(asked);
        String reason = asked.text("reason");
        if (!query.isNarrow() || !ReceiptInspection.isReason(reason)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, query.isNarrow() ? "reason" : "q", "is missing");
        }
        PrintWriter out = open(
                response,
                "receipts",
                locale,
                "number",
                "merchant-number",
                "merchant",
                "terminal",
                "type",
                "amount",
                "currency",
                "day",
                "status",
                "ledger-time");
        inspection.export(viewer, query, reason, row -> out.print(line(row, locale)));
    }

    private static PrintWriter open(HttpServletResponse response, String name, Locale locale, String... heads)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        Texts texts = Texts.of("Regulator", locale);
        PrintWriter out = response.getWriter();
        out.print('\uFEFF');
        out.print(CsvLine.of(Arrays.stream(heads).map(texts::get).toArray(String[]::new)));
        return out;
    }

    private static String line(MerchantSummary row, Locale locale) {
        return CsvLine.of(
                row.merchantNo(),
                row.name(locale),
                row.region(),
                row.city(),
                row.acquirer(locale),
                Long.toString(row.coverage().total()),
                Long.toString(row.coverage().unsigned()),
                row.lastReceipt().map(Object::toString).orElse(""));
    }

    private static String line(ReceiptSummary row, Locale locale) {
        Texts texts = Texts.of("Regulator", locale);
        return CsvLine.of(
                SoughtReceipts.grouped(row.number()),
                row.merchantNo(),
                locale.getLanguage().equals("zh") ? row.merchantZh() : row.merchantEn(),
                row.terminalNo(),
                Texts.ofPages(locale).get("type." + row.type()),
                row.amount().decimal(),
                row.amount().currency().getCurrencyCode(),
                row.day().toString(),
                texts.get(row.signed() ? "signed" : "unsigned"),
                row.arrival().toString());
    }
}
