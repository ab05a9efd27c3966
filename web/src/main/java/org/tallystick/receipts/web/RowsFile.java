package org.tallystick.receipts.web;

import java.io.IOException;
import java.util.List;

/** A table being written to a client, row by row; nothing is held back but a buffer. */
interface RowsFile extends AutoCloseable {
    /** The next row. */
    void row(List<Cell> cells) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * A cell.
     *
     * @param number whether programs may reckon with it: an optional minus, digits, at most one point
     */
    record Cell(String text, boolean number) {
        static Cell text(String text) {
            return new Cell(text, false);
        }

        static Cell number(String text) {
            return new Cell(text, true);
        }
    }
}
