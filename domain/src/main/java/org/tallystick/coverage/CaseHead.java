package org.tallystick.coverage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.Money;
import org.tallystick.signing.Cause;

/**
 * A case without its history: for lists.
 *
 * @param receipt number of the receipt; empty as long as no bill came
 * @param key empty where only a settlement told of it
 * @param settled what a settlement says of the sale, if one does
 * @param amount empty as long as nobody has said how much
 * @param assigned name of whoever takes care of it; empty: nobody
 * @param version grows with every change
 */
public record CaseHead(
        CaseNumber number,
        Owner owner,
        String terminalNo,
        Optional<CaseKey> key,
        Optional<String> receipt,
        Set<Missing> missing,
        Set<CaseSource> sources,
        Cause cause,
        CaseState state,
        Optional<Remedy> remedy,
        Optional<SettledSlip> settled,
        Optional<Money> amount,
        Optional<Instant> saleTime,
        Times times,
        String assigned,
        int version) {

    /** Whose sale it was. */
    public record Owner(String acquirer, String merchantNo, String nameZh, String nameEn) {}

    /**
     * @param due until when it has to be mended
     * @param escalated whether the next one up was told that it has not been
     */
    public record Times(Instant opened, Instant changed, Instant due, boolean escalated) {}

    /** Group of the cause. */
    public CauseGroup group() {
        return CauseTable.group(cause);
    }

    /** Whether it should have been mended by then. */
    public boolean isOverdue(Instant now) {
        return state.isOpen() && times.due().isBefore(now);
    }
}
