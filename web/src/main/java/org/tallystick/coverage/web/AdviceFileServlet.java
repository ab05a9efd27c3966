package org.tallystick.coverage.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.HoldLine;
import org.tallystick.coverage.service.HoldAdvices;
import org.tallystick.shared.Money;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.CsvLine;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReadOnlyServlet;

/** Advice on paying out the sales of a day as a file; without a day, of yesterday's. */
@WebServlet("/institution/settlement-advice.csv")
public class AdviceFileServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final String[] HEADS = {
        "number",
        "advice",
        "until",
        "rule",
        "version",
        "merchant",
        "terminal",
        "receipt",
        "amount",
        "currency",
        "cause",
        "state",
        "risk"
    };

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient HoldAdvices advices;

    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        viewer.require(Role.INSTITUTION_OFFICER);
        Wording words = new Wording(Preferences.of(request).language().locale());
        LocalDate day = CaseParameters.day(CaseParameters.text(request, "date"))
                .orElseGet(() -> ShopTime.today(clock).minusDays(1));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"settlement-advice-" + day + ".csv\"");
        PrintWriter out = response.getWriter();
        out.print('\uFEFF');
        out.print(CsvLine.of(
                Arrays.stream(HEADS).map(head -> words.get("csv." + head)).toArray(String[]::new)));
        advices.each(viewer, day, line -> out.print(line(line, words)));
    }

    private static String line(HoldLine line, Wording words) {
        CaseHead head = line.head();
        return CsvLine.of(
                head.number().grouped(),
                line.advised().advice().name(),
                line.advised().until().map(Instant::toString).orElse(""),
                line.advised().rule(),
                Integer.toString(line.advised().version()),
                head.owner().merchantNo(),
                head.terminalNo(),
                CaseRow.subject(head, words),
                head.amount().map(Money::decimal).orElse(""),
                head.amount().map(money -> money.currency().getCurrencyCode()).orElse(""),
                head.cause().code(),
                head.state().name(),
                line.risk().name());
    }
}
