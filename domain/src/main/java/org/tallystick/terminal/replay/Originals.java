package org.tallystick.terminal.replay;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Earlier sales of this file, to find the one that a cancellation takes back: same customer, all its items at the same
 * prices and not yet taken back, the latest such sale. Not thread-safe.
 */
final class Originals {
    private final Map<String, List<Earlier>> byCustomer = new HashMap<>();

    private record Item(String stockCode, BigDecimal unitPrice) {}

    private record Earlier(String number, LocalDate day, Map<Item, BigDecimal> remaining) {}

    /**
     * A sale that is taken back.
     *
     * @param whole whether nothing of it is left, and it was the same day
     */
    record Match(String number, boolean whole) {}

    void remember(Invoice sale, LocalDate day) {
        sale.customer().ifPresent(customer -> byCustomer
                .computeIfAbsent(customer, c -> new ArrayList<>())
                .add(new Earlier(sale.number(), day, items(sale))));
    }

    /** Finds the sale and takes the items off it. */
    Optional<Match> takeBack(Invoice cancellation, LocalDate day) {
        Map<Item, BigDecimal> back = items(cancellation);
        back.replaceAll((item, quantity) -> quantity.negate());
        List<Earlier> sales = cancellation.customer().map(byCustomer::get).orElse(List.of());
        for (int i = sales.size() - 1; i >= 0; i--) {
            Earlier sale = sales.get(i);
            if (covers(sale.remaining(), back)) {
                boolean untouched = sale.remaining().equals(back);
                back.forEach((item, quantity) -> sale.remaining().merge(item, quantity.negate(), BigDecimal::add));
                return Optional.of(
                        new Match(sale.number(), untouched && sale.day().equals(day)));
            }
        }
        return Optional.empty();
    }

    private static boolean covers(Map<Item, BigDecimal> remaining, Map<Item, BigDecimal> back) {
        return back.entrySet().stream()
                .allMatch(entry ->
                        remaining.getOrDefault(entry.getKey(), BigDecimal.ZERO).compareTo(entry.getValue()) >= 0);
    }

    private static Map<Item, BigDecimal> items(Invoice invoice) {
        Map<Item, BigDecimal> items = new HashMap<>();
        for (InvoiceRow row : invoice.rows()) {
            Item item = new Item(row.stockCode(), row.unitPrice().stripTrailingZeros());
            items.merge(item, row.quantity(), BigDecimal::add);
        }
        return items;
    }
}
