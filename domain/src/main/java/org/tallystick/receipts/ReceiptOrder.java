package org.tallystick.receipts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a list of receipts is sorted. */
public enum ReceiptOrder {
    NEWEST(true, false),
    OLDEST(true, true),
    LARGEST(false, false),
    SMALLEST(false, true);

    private final boolean byTime;
    private final boolean ascending;

    ReceiptOrder(boolean byTime, boolean ascending) {
        this.byTime = byTime;
        this.ascending = ascending;
    }

    /** By the time of the sale; otherwise by amount. */
    public boolean isByTime() {
        return byTime;
    }

    public boolean isAscending() {
        return ascending;
    }

    /** The key of a row in this order; equal keys are ordered by number. */
    public long key(ReceiptRow row) {
        return byTime ? row.time().toEpochMilli() : row.amount();
    }

    /** Name in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the order with this name in addresses */
    public static Optional<ReceiptOrder> of(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }
}
