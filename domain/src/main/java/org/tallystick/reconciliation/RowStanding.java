package org.tallystick.reconciliation;

import java.util.Optional;

/**
 * What has become of a row of an active file by now.
 *
 * @param bill the bill that it settles; empty as long as there is none
 */
public record RowStanding(long id, MatchResult result, Optional<Bill> bill) {
    /** A receipt by its counter. @param number of the receipt that holds the counter now */
    public record Bill(String terminalNo, long series, long counter, String number) {}

    /** Whether it still has no receipt, and should have one. */
    public boolean isOpen() {
        return result == MatchResult.NO_RECEIPT;
    }
}
