package org.tallystick.receipts.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.receipts.BatchTotals;
import org.tallystick.receipts.SlipFile;
import org.tallystick.receipts.service.DailyClose;
import org.tallystick.shared.Money;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Keeps what was typed in from settlement slips, or came in a file. */
@ApplicationScoped
class MerchantCloseAction implements PortalAction {
    /** Where the page finds what is wrong with a file: a list of {@link SlipFile.Fault}. */
    static final String FAULTS = "tallystick.slip-faults";

    @Inject
    DailyClose closes;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_CLOSE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        LocalDate day = MerchantCloseView.day(request.text("day")).orElseThrow(() -> wrong("day", "must be a date"));
        return request.action().equals("load") ? load(request, day) : type(request, day);
    }

    /** Every slip of a file; the page names what is wrong with it. */
    private ActionResult load(PortalRequest request, LocalDate day) {
        Optional<byte[]> content = request.bytes("file", SlipFile.LARGEST);
        if (content.isEmpty()) {
            return ActionResult.again("file", "file");
        }
        SlipFile file = SlipFile.read(content.get());
        if (!file.faults().isEmpty()) {
            request.show(FAULTS, file.faults());
            return ActionResult.again("file", "slips");
        }
        try {
            closes.load(request.viewer(), day, file);
        } catch (Problem e) {
            return ActionResult.again("file", "slips.terminal");
        }
        return ActionResult.done("/merchant/close?day=" + day, "close-saved");
    }

    private ActionResult type(PortalRequest request, LocalDate day) {
        Currency currency = currency(request.text("currency"));
        BatchTotals.Key key = new BatchTotals.Key(request.text("terminal"), request.text("batch"), currency);
        closes.type(request.viewer(), day, key, count(request.text("count")), net(request.text("net"), currency));
        return ActionResult.done("/merchant/close?day=" + day, "close-saved");
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw wrong("currency", "must be a currency");
        }
    }

    private static long count(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw wrong("count", "must be a number of transactions");
        }
        return Long.parseLong(text);
    }

    private static long net(String text, Currency currency) {
        try {
            return Money.parseTyped(text, currency).minorUnits();
        } catch (IllegalArgumentException e) {
            throw wrong("net", "must be an amount");
        }
    }

    private static Problem wrong(String member, String rule) {
        return Problem.member(ProblemType.MEMBER_INVALID, member, rule);
    }
}
