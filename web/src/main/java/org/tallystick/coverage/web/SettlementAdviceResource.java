package org.tallystick.coverage.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.HoldLine;
import org.tallystick.coverage.SettledSlip;
import org.tallystick.coverage.service.HoldAdvices;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Money;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;

/**
 * {@code GET /api/v1/settlement-advice}: which payouts of a day an institution is advised to hold or to look into, case by case, with
 * rule and version. Advice only.
 */
@Path("/settlement-advice")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class SettlementAdviceResource {
    private static final int ROWS = 200;

    @Inject
    PortalIdentity identity;

    @Inject
    HoldAdvices advices;

    @Inject
    Settings settings;

    @GET
    public byte[] advice(@QueryParam("date") @Nullable String date, @QueryParam("after") @Nullable String after) {
        LocalDate day = day(date);
        String last = Optional.ofNullable(after).orElse("");
        if (!last.isEmpty() && CaseNumber.typed(last).isEmpty()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "after", "must be taken from the address in \"next\"");
        }
        List<HoldLine> found = advices.page(identity.caller(), day, last, ROWS + 1);
        List<HoldLine> page = found.subList(0, Math.min(ROWS, found.size()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("date", day.toString());
        members.put("advice", page.stream().map(this::members).toList());
        if (found.size() > ROWS) {
            members.put(
                    "next",
                    settings.baseUrl() + "/api/v1/settlement-advice?date=" + day + "&after="
                            + page.get(ROWS - 1).head().number().text());
        }
        return JsonWriter.write(members);
    }

    private Map<String, Object> members(HoldLine line) {
        CaseHead head = line.head();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("case", head.number().text());
        members.put("advice", line.advised().advice().name());
        members.put("until", line.advised().until().map(Instant::toString));
        members.put("rule", line.advised().rule());
        members.put("ruleVersion", line.advised().version());
        members.put("cause", head.cause().code());
        members.put("state", head.state().name());
        members.put("merchantNo", head.owner().merchantNo());
        members.put("terminalNo", head.terminalNo());
        members.put("series", head.key().map(CaseKey::series));
        members.put("counter", head.key().map(CaseKey::counter));
        members.put("receipt", head.receipt());
        members.put("traceNo", head.settled().map(SettledSlip::traceNo).filter(text -> !text.isEmpty()));
        members.put("referenceNo", head.settled().map(SettledSlip::referenceNo).filter(text -> !text.isEmpty()));
        members.put("settlement", head.settled().map(SettledSlip::file));
        members.put("amount", head.amount().map(Money::minorUnits));
        members.put("currency", head.amount().map(money -> money.currency().getCurrencyCode()));
        members.put("risk", risk(line));
        members.put(
                "page",
                settings.baseUrl() + "/institution/unsigned/" + head.number().text());
        return members;
    }

    private static Map<String, Object> risk(HoldLine line) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("level", line.risk().name());
        members.put("receipts", line.basis().receipts());
        members.put("lacking", line.basis().lacking());
        members.put("ruleVersion", line.basis().version());
        return members;
    }

    private static LocalDate day(@Nullable String text) {
        try {
            return LocalDate.parse(Optional.ofNullable(text).orElse(""));
        } catch (DateTimeException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "date", "must be a day of sale like 2026-11-24");
        }
    }
}
