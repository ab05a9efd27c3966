package org.tallystick.operation;

import java.util.List;

/**
 * One page of the merchants that a search finds.
 *
 * @param total of all pages
 * @param page from 1
 */
public record MerchantPage(List<ServedMerchant> rows, long total, int page) {
    /** Rows of a full page. */
    public static final int ROWS = 50;

    public MerchantPage {
        rows = List.copyOf(rows);
    }

    public int pages() {
        return (int) Math.max(1, (total + ROWS - 1) / ROWS);
    }
}
