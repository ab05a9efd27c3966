package org.tallystick.terminal;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tallystick.shared.ProblemType;

/**
 * What came of an attempt to empty the outbox.
 *
 * @param delivered bills whose receipts are stored now
 * @param parked bills refused for good in this attempt
 * @param waiting bills still in the outbox
 * @param recovery RECOVERY bills issued in this attempt, counted in the other figures too
 * @param findings codes of what the platform remarked about delivered bills, by counter
 * @param trouble why something still waits
 */
public record DeliveryReport(
        int delivered,
        List<ParkedBill> parked,
        int waiting,
        int recovery,
        SortedMap<Long, List<String>> findings,
        Optional<String> trouble) {

    /** A refused bill. */
    public record ParkedBill(long counter, ProblemType type, String detail) {}
}
