package org.tallystick.compliance;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total rows of all pages
 * @param page from 0
 * @param size rows of a full page
 */
public record Found<T>(List<T> rows, long total, int page, int size) {
    public Found {
        rows = List.copyOf(rows);
    }

    /** Number of pages, at least 1. */
    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }
}
