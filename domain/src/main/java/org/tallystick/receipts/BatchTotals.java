package org.tallystick.receipts;

import java.util.Currency;

/** What was stored of one batch of a terminal on one day. Preauthorisations move no money and are not in it. */
public record BatchTotals(Key key, Tally sales, Tally refunds, Tally voids) {

    /** @param batchNo six digits */
    public record Key(String terminalNo, String batchNo, Currency currency) {}

    /** @param amount minor units, never negative */
    public record Tally(long count, long amount) {}

    /** Bills of all three kinds. */
    public long count() {
        return sales.count() + refunds.count() + voids.count();
    }

    /** Minor units: money taken minus money given back. */
    public long net() {
        return sales.amount() - refunds.amount() - voids.amount();
    }
}
