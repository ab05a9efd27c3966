package org.tallystick.coverage.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.Outcome;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateLine;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.coverage.service.CoverageRates;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.CsvLine;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReadOnlyServlet;

/** The lists and rates of missing signatures as files: what the same address shows page by page. */
@WebServlet({
    "/merchant/unsigned.csv",
    "/institution/unsigned.csv",
    "/regulator/unsigned.csv",
    "/merchant/coverage.csv",
    "/institution/coverage.csv",
    "/regulator/coverage.csv"
})
public class CoverageFileServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final long HOUR = 3_600_000;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient CoverageCases cases;

    @Inject
    private transient CoverageRates rates;

    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        CaseScanServlet.Areas.require(viewer, request.getServletPath());
        Wording words = new Wording(Preferences.of(request).language().locale());
        if (request.getServletPath().endsWith("/coverage.csv")) {
            RateParameters asked = RateParameters.of(request, clock, viewer.role());
            PrintWriter out = open(
                    response,
                    "coverage",
                    words,
                    "key",
                    "name",
                    "receipts",
                    "signed",
                    "unsigned",
                    "required",
                    "present",
                    "absent",
                    "missed",
                    "open",
                    "hours",
                    "remedied",
                    "resent",
                    "resigned",
                    "late-cardholder",
                    "paper",
                    "letter",
                    "explained",
                    "given-up");
            Dimension by = asked.dimension();
            rates.export(viewer, asked.query(), by).forEach(line -> out.print(line(line, words)));
            return;
        }
        PrintWriter out = open(
                response,
                "unsigned",
                words,
                "number",
                "receipt",
                "terminal",
                "merchant",
                "amount",
                "currency",
                "sale",
                "missing",
                "cause",
                "state",
                "due",
                "remedy");
        cases.export(viewer, CaseParameters.of(request), head -> out.print(line(head, words)));
    }

    private static PrintWriter open(HttpServletResponse response, String name, Wording words, String... heads)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        PrintWriter out = response.getWriter();
        out.print('\uFEFF');
        out.print(CsvLine.of(
                Arrays.stream(heads).map(head -> words.get("csv." + head)).toArray(String[]::new)));
        return out;
    }

    private static String line(RateLine line, Wording words) {
        Rate rate = line.rate();
        Outcome outcome = line.outcome();
        return CsvLine.of(
                rate.key(),
                words.isChinese() ? rate.nameZh() : rate.nameEn(),
                Long.toString(rate.receipts()),
                Long.toString(rate.signed()),
                Long.toString(rate.unsigned()),
                Long.toString(rate.required()),
                Long.toString(rate.present()),
                Long.toString(rate.absent()),
                Long.toString(outcome.missing()),
                Long.toString(outcome.open()),
                outcome.meanMillis().isPresent()
                        ? Long.toString(outcome.meanMillis().getAsLong() / HOUR)
                        : "",
                Long.toString(outcome.remedied()),
                Long.toString(outcome.by(Remedy.RESENT)),
                Long.toString(outcome.by(Remedy.RESIGNED) + outcome.by(Remedy.CERT_RENEWED_RESIGNED)),
                Long.toString(outcome.by(Remedy.LATE_CARDHOLDER)),
                Long.toString(outcome.by(Remedy.PAPER_SCAN)),
                Long.toString(outcome.by(Remedy.CONFIRMATION_LETTER)),
                Long.toString(outcome.explained()),
                Long.toString(outcome.lost()));
    }

    private static String line(CaseHead head, Wording words) {
        return CsvLine.of(
                head.number().grouped(),
                CaseRow.subject(head, words),
                head.terminalNo(),
                words.merchant(head.owner()),
                head.amount().map(Money::decimal).orElse(""),
                head.amount().map(money -> money.currency().getCurrencyCode()).orElse(""),
                head.saleTime().map(Object::toString).orElse(""),
                Missing.text(head.missing()),
                head.cause().code(),
                head.state().name(),
                head.times().due().toString(),
                head.remedy().map(Enum::name).orElse(""));
    }
}
