package org.tallystick.reconciliation;

import java.time.Instant;
import java.util.Optional;

/**
 * A settlement file as it stands.
 *
 * @param id number of the file in the database; the ids of its rows begin with it
 * @param number {@code S7K4D9FXQ}
 * @param name what its sender calls it
 * @param partial whether it holds some of the institution's merchants only, so that it says nothing about what is missing
 * @param declared days of sale that it was said to be complete for
 * @param reading whether a server reads it at this moment
 * @param expected about how many lines or card entries there are
 * @param work number of the long work that reads it, or read it last
 */
public record SettlementFile(
        long id,
        String number,
        String acquirer,
        String name,
        Optional<SettlementFormat> format,
        SettlementState state,
        boolean partial,
        Optional<Period> declared,
        boolean reading,
        long expected,
        Optional<Refusal> refusal,
        Counts counts,
        String work,
        String uploadedBy,
        Instant uploadedAt,
        Instant changedAt) {
    /** The most rows of a file: they are numbered within it. */
    public static final long MOST_ROWS = 9_999_999;

    /** Distance of the row ids of two files. */
    public static final long ROW_IDS = 10_000_000;

    /** Why nothing of it was kept. */
    public record Refusal(RefusalReason reason, String detail) {}

    /** Rows by their result, and bad lines. Of a file that is not active, what was counted last. */
    public record Counts(
            long rows,
            long matched,
            long differing,
            long withoutReceipt,
            long unknownTerminal,
            long duplicate,
            long faults) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    public boolean isActive() {
        return state == SettlementState.ACTIVE;
    }

    /** The id of its row with line 0; ids of its rows follow. */
    public long firstRowId() {
        return id * ROW_IDS;
    }

    public long lastRowId() {
        return firstRowId() + MOST_ROWS;
    }

    /** The last id that a row of the same file could have. */
    public static long lastRowIdBeside(long rowId) {
        return rowId / ROW_IDS * ROW_IDS + MOST_ROWS;
    }
}
