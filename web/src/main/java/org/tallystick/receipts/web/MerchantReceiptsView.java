package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.receipts.ReceiptList;
import org.tallystick.receipts.ReceiptOrder;
import org.tallystick.receipts.ReceiptRow;
import org.tallystick.receipts.ReceiptState;
import org.tallystick.receipts.ReceiptTotals;
import org.tallystick.receipts.Turnover;
import org.tallystick.receipts.service.MerchantTerminals;
import org.tallystick.receipts.service.ReceiptSearch;
import org.tallystick.shared.Money;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.BillType;

/** The list of a merchant's receipts: what was asked for, one page of what was found, and where it goes on. */
@Named("merchantReceipts")
@RequestScoped
public class MerchantReceiptsView {
    private static final int PAGE = 50;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ReceiptSearch search;

    @Inject
    private MerchantTerminals terminals;

    @Inject
    private ViewerView viewer;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    private @Nullable SearchQuery query;
    private @Nullable ReceiptList list;
    private @Nullable ReceiptTotals totals;

    /** An entry of a choice. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A condition in words, and the search without it. */
    public record Chip(String label, String link) {}

    public String value(String name) {
        return query().value(name);
    }

    public boolean wrong(String name) {
        return query().faults().contains(name);
    }

    public List<Choice> getTerminals() {
        return terminals.of(viewer.viewer()).stream()
                .map(t -> choice("terminal", t.terminalNo(), t.terminalNo() + " " + t.store()))
                .toList();
    }

    public List<Choice> getStates() {
        return Arrays.stream(ReceiptState.values())
                .map(s -> choice("status", lower(s), stateWord(s)))
                .toList();
    }

    public List<Choice> getTypes() {
        return Arrays.stream(BillType.values())
                .map(type -> choice("type", lower(type), pages().get("type." + type)))
                .toList();
    }

    private Choice choice(String name, String value, String label) {
        return new Choice(value, label, value(name).equalsIgnoreCase(value));
    }

    /** Columns that may be chosen. */
    public List<Choice> getColumns() {
        return Arrays.stream(ListColumn.values())
                .map(c -> new Choice(
                        c.word(), texts().get(c.label()), query().columns().contains(c)))
                .toList();
    }

    public boolean column(String word) {
        return query().columns().stream().anyMatch(c -> c.word().equals(word));
    }

    /** Columns before the amount, which the foot's first cell spans. */
    public int getLead() {
        return 2
                + (int) query().columns().stream()
                        .filter(c -> c != ListColumn.INDEX)
                        .count();
    }

    /** The search, for the form that changes the columns. */
    public List<Map.Entry<String, String>> getGiven() {
        return query().given().entrySet().stream()
                .filter(e -> !e.getKey().equals("cols"))
                .toList();
    }

    public List<Chip> getChips() {
        List<Chip> chips = new ArrayList<>();
        if (query().isDefaultPeriod()) {
            chips.add(new Chip(texts().get("chip.days", SearchQuery.DEFAULT_DAYS), query().atAnyTime()));
        } else if (!value("from").isEmpty() || !value("to").isEmpty()) {
            chips.add(new Chip(texts().get("chip.period", value("from"), value("to")), query().atAnyTime()));
        }
        addChip(chips, "terminal", texts().get("chip.terminal", value("terminal")));
        query().filter().state().ifPresent(s -> addChip(chips, "status", stateWord(s)));
        query().filter().type().ifPresent(type -> addChip(chips, "type", pages().get("type." + type)));
        addChip(chips, "min", texts().get("chip.min", value("min")));
        addChip(chips, "max", texts().get("chip.max", value("max")));
        addChip(chips, "q", texts().get("chip.q", value("q")));
        return chips;
    }

    private void addChip(List<Chip> chips, String name, String label) {
        if (!value(name).isEmpty() && !wrong(name)) {
            chips.add(new Chip(label, query().without(name)));
        }
    }

    public List<ReceiptLine> getRows() {
        return list().rows().stream()
                .map(row -> ReceiptLine.of(row, pages(), locale()))
                .toList();
    }

    public boolean isFound() {
        return !list().rows().isEmpty();
    }

    /** Whether this shop has any receipt yet. */
    public boolean isAny() {
        return isFound() || search.any(viewer.viewer());
    }

    public String getCount() {
        return Counts.of(totals().count());
    }

    public List<Amount> getSums() {
        return totals().sums().stream().map(this::amount).toList();
    }

    public String getPageCount() {
        return texts().get("list.page", list().rows().size());
    }

    /** Sums of the rows shown, one per currency. */
    public List<Amount> getPageSums() {
        Map<String, Long> sums = new TreeMap<>();
        for (ReceiptRow row : list().rows()) {
            long counted = Turnover.sign(row.type()) * row.amount();
            sums.merge(row.currency().getCurrencyCode(), counted, Long::sum);
        }
        return sums.entrySet().stream()
                .map(sum -> amount(new Money(sum.getValue(), Currency.getInstance(sum.getKey()))))
                .toList();
    }

    public String getExport() {
        return texts().get("list.export", getCount());
    }

    /** The search as the query part of an address. */
    public String getQueryPart() {
        return query().without();
    }

    /** The search with its days written out: long work that begins tomorrow still means these. */
    public String getParameters() {
        return query().spelledOut();
    }

    /** Whether the file takes longer than a browser should wait. */
    public boolean isLong() {
        return totals().count() > settings.integer("tallystick.work.direct-rows");
    }

    public String getBeforeLink() {
        return list().before().map(c -> query().at(c)).orElse("");
    }

    public String getAfterLink() {
        return list().after().map(c -> query().at(c)).orElse("");
    }

    public String getAnyTimeLink() {
        return query().atAnyTime();
    }

    /** Value of {@code aria-sort} of the column {@code time} or {@code amount}. */
    public String sorted(String column) {
        ReceiptOrder order = query().order();
        return order.isByTime() != column.equals("time") ? "none" : order.isAscending() ? "ascending" : "descending";
    }

    /** The search sorted by a column, or the other way round if it is already. */
    public String sortLink(String column) {
        boolean up = sorted(column).equals("descending");
        ReceiptOrder order = column.equals("time")
                ? up ? ReceiptOrder.OLDEST : ReceiptOrder.NEWEST
                : up ? ReceiptOrder.SMALLEST : ReceiptOrder.LARGEST;
        return query().with("sort", order.word());
    }

    private Amount amount(Money money) {
        return Amount.of(money, locale());
    }

    private String stateWord(ReceiptState state) {
        return switch (state) {
            case SIGNED, UNSIGNED -> pages().get("status." + lower(state));
            case LACKING, REMEDIED, SETTLED -> pages().get("lack." + state);
            case VOIDED, REFUNDED -> pages().get("tag." + lower(state));
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private SearchQuery query() {
        if (query == null) {
            query = SearchQuery.of(request, clock);
        }
        return query;
    }

    private ReceiptList list() {
        if (list == null) {
            list = search.page(viewer.viewer(), query().filter(), query().order(), query().place(), PAGE);
        }
        return list;
    }

    private ReceiptTotals totals() {
        if (totals == null) {
            totals = search.totals(viewer.viewer(), query().filter());
        }
        return totals;
    }

    private Texts pages() {
        return Texts.ofPages(locale());
    }

    private Texts texts() {
        return Texts.of("Merchant", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
