package org.tallystick.compliance;

import java.util.Optional;

/**
 * Which merchants to list.
 *
 * @param text part of a name or city, or the beginning of a merchant number; empty for all
 * @param region only those of this region, within what may be seen
 * @param acquirer only those of this acquirer, by code, within what may be seen
 * @param page from 0
 */
public record MerchantQuery(
        String text, Optional<String> region, Optional<String> acquirer, Period period, Order order, int page) {
    /** Rows of a page. */
    public static final int ROWS = 50;

    /** The same question, another page of its answer. */
    public MerchantQuery onPage(int page) {
        return new MerchantQuery(text, region, acquirer, period, order, page);
    }

    /** What stands first. */
    public enum Order {
        UNSIGNED,
        RATE,
        RECEIPTS,
        NEWEST,
        NAME
    }
}
