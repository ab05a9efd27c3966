package org.tallystick.compliance.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.compliance.Found;
import org.tallystick.compliance.MerchantQuery;
import org.tallystick.compliance.MerchantQuery.Order;
import org.tallystick.compliance.MerchantSummary;
import org.tallystick.compliance.Period;
import org.tallystick.compliance.service.Supervision;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** Merchants with receipts, gaps and the last receipt, page by page. */
@Named("merchantList")
@RequestScoped
public class MerchantListView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private Supervision supervision;

    @Inject
    private Clock clock;

    private @Nullable Found<MerchantSummary> found;

    /** A merchant as a row; {@code last} is null without a receipt. */
    public record Row(
            String number,
            String name,
            String place,
            String acquirer,
            String receipts,
            String unsigned,
            String rate,
            boolean gap,
            @Nullable Moment last,
            String link) {}

    /** A filter in force, with the address without it. */
    public record Chip(String text, String link) {}

    public List<Row> getRows() {
        return found().rows().stream().map(this::row).toList();
    }

    public boolean isNone() {
        return found().rows().isEmpty();
    }

    public String getCount() {
        return texts().get("merchants.count", Figures.of(found().total()));
    }

    /** Address of all pages as a file. */
    public String getFileLink() {
        return "/" + viewers.getArea() + "/merchants.csv"
                + address(getText(), asked().text("region"), asked().text("acquirer"), 1);
    }

    public Pager getPager() {
        return Pager.of(
                found(), texts(), page -> address(getText(), asked().text("region"), asked().text("acquirer"), page));
    }

    public String getText() {
        return asked().text("q");
    }

    public String getFrom() {
        return period().from().toString();
    }

    public String getTo() {
        return period().to().toString();
    }

    public String getOrder() {
        return order().name();
    }

    public List<String> getOrders() {
        return Arrays.stream(Order.values()).map(Order::name).toList();
    }

    public List<Chip> getChips() {
        String region = asked().text("region");
        String acquirer = asked().text("acquirer");
        return List.of(
                        new Chip(region, address(getText(), "", acquirer, 1)),
                        new Chip(acquirer, address(getText(), region, "", 1)))
                .stream()
                .filter(chip -> !chip.text().isEmpty())
                .toList();
    }

    public String getRegion() {
        return asked().text("region");
    }

    public String getAcquirer() {
        return asked().text("acquirer");
    }

    private Row row(MerchantSummary merchant) {
        Locale locale = locale();
        return new Row(
                merchant.merchantNo(),
                merchant.name(locale),
                merchant.city().equals(merchant.region()) ? merchant.city() : merchant.region() + " " + merchant.city(),
                merchant.acquirer(locale),
                Figures.of(merchant.coverage().total()),
                Figures.of(merchant.coverage().unsigned()),
                Figures.percent(merchant.coverage().unsignedPerTenThousand()),
                merchant.coverage().unsigned() > 0,
                merchant.lastReceipt().map(Moment::of).orElse(null),
                "/" + viewers.getArea() + "/merchants/" + merchant.merchantNo()
                        + new QueryText().add("from", getFrom()).add("to", getTo()));
    }

    private String address(String text, String region, String acquirer, int page) {
        return new QueryText()
                .add("q", text)
                .add("region", region)
                .add("acquirer", acquirer)
                .add("from", getFrom())
                .add("to", getTo())
                .add("order", getOrder())
                .add("page", page == 1 ? "" : String.valueOf(page))
                .toString();
    }

    private Order order() {
        return order(asked());
    }

    private static Order order(Asked asked) {
        return Arrays.stream(Order.values())
                .filter(order -> order.name().equals(asked.text("order")))
                .findFirst()
                .orElse(Order.UNSIGNED);
    }

    /** What the page and its file show. */
    static MerchantQuery query(Asked asked) {
        return new MerchantQuery(
                asked.text("q"),
                asked.given("region"),
                asked.given("acquirer"),
                asked.period(),
                order(asked),
                asked.page());
    }

    private Period period() {
        return asked().period();
    }

    private Found<MerchantSummary> found() {
        if (found == null) {
            found = supervision.merchants(viewers.viewer(), query(asked()));
        }
        return found;
    }

    private Asked asked() {
        return new Asked(request, clock);
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }

    private Texts texts() {
        return Texts.of("Regulator", locale());
    }
}
