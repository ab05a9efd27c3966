package org.tallystick.receipts.web;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.receipts.BillLine;
import org.tallystick.receipts.MerchantFacts;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Bill;

/** The lower half of a receipt: what the bill says, set as on a slip. */
public final class Paper {
    private final Bill bill;
    private final Optional<MerchantFacts> merchant;
    private final List<BillLine> items;
    private final Texts texts;
    private final Locale locale;

    private Paper(Bill bill, Optional<MerchantFacts> merchant, List<BillLine> items, Texts texts, Locale locale) {
        this.bill = bill;
        this.merchant = merchant;
        this.items = items;
        this.texts = texts;
        this.locale = locale;
    }

    /** Empty if no signature vouches for a bill. */
    static Optional<Paper> of(Shown shown, Optional<MerchantFacts> merchant, List<BillLine> items) {
        return shown.bill().map(b -> new Paper(b, merchant, items, shown.texts(), shown.locale()));
    }

    /**
     * A line of the paper.
     *
     * @param detail quantity, price and tax rate, or nothing
     */
    public record Line(String name, Amount amount, String detail) {}

    /** Enrolled name; in a file, where no enrolled name is, the bill's own or the merchant's number. */
    public String getHeading() {
        return merchant.map(m -> m.heading(locale)).or(bill::merchantName).orElseGet(bill::merchantNo);
    }

    /** A merchant's name in the bill that was never enrolled. */
    public Optional<String> otherName() {
        return bill.merchantName()
                .filter(name -> merchant.filter(m -> !m.isCalled(name)).isPresent());
    }

    public boolean isOtherNamed() {
        return otherName().isPresent();
    }

    public String getOtherName() {
        return otherName().orElse("");
    }

    /** Whether the heading is the bill's own word. */
    public boolean isSaidByBill() {
        return merchant.isEmpty() && bill.merchantName().isPresent();
    }

    public Moment getTime() {
        return Moment.of(bill.time());
    }

    public String getType() {
        return texts.get("type." + bill.type());
    }

    public String getTerminal() {
        return texts.get("paper.terminal", bill.terminalNo());
    }

    public Amount getTotal() {
        return Amount.of(bill.money(), locale);
    }

    /** The total in the characters of Chinese documents, for yuan only. */
    public String getWords() {
        return bill.currency().equals("CNY") ? bill.money().inChinese() : "";
    }

    public List<Line> getLines() {
        return items.stream().map(this::line).toList();
    }

    private Line line(BillLine item) {
        return new Line(item.name(), amount(item.amount()), detail(item));
    }

    private String detail(BillLine item) {
        StringBuilder detail = new StringBuilder();
        if (item.quantity().isPresent()) {
            detail.append(item.quantity().get());
            item.unitPrice().ifPresent(p -> detail.append(" × ")
                    .append(amount(p).sign())
                    .append(amount(p).figures()));
        }
        item.taxRate()
                .ifPresent(r -> detail.append(detail.isEmpty() ? "" : " · ").append(texts.get("paper.tax", r)));
        return detail.toString();
    }

    /** What stands in place of the lines where there are none. */
    public String getNoLines() {
        return texts.get(bill.parts().containsKey("lines") ? "paper.lines.absent" : "paper.lines.none");
    }

    /** Whether it is worth saying that there are no lines. */
    public boolean isLinesMissed() {
        return items.isEmpty() && bill.parts().containsKey("lines");
    }

    public boolean isTipped() {
        return bill.tip().filter(t -> t != 0).isPresent();
    }

    public Amount getTip() {
        return amount(bill.tip().orElse(0L));
    }

    /** Sales of an outage that the bill reports. */
    public List<Line> getOutage() {
        return bill.outage().stream()
                .map(o -> new Line(
                        texts.get("paper.outage.line", Counts.of(o.counter())), amount(o.amount()), cause(o.cause())))
                .toList();
    }

    private String cause(String code) {
        return texts.has("cause." + code) ? texts.get("cause." + code) : code;
    }

    private Amount amount(long minorUnits) {
        return Amount.of(new Money(minorUnits, Currency.getInstance(bill.currency())), locale);
    }
}
