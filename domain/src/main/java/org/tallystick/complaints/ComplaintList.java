package org.tallystick.complaints;

import java.util.List;

/**
 * A page of a list, the newest change first.
 *
 * @param count of the whole list
 * @param page from 0
 */
public record ComplaintList(List<ComplaintHead> rows, long count, int page) {
    public static final int ROWS = 50;

    public boolean hasMore() {
        return (page + 1L) * ROWS < count;
    }
}
