package org.tallystick.terminal;

import java.util.Optional;
import org.tallystick.signing.ReceiptStatus;

/**
 * What became of a bill that was issued.
 *
 * @param receipt if delivered, and not removed by the platform before its answer came here
 * @param reason slug of the refusal, if parked
 */
public record BillState(Kind kind, Optional<InLedger> receipt, Optional<String> reason) {

    /** Where a bill can be. */
    public enum Kind {
        /** In the ledger, its receipt stored here; or kept there as long as the rules demand, and removed. */
        DELIVERED,
        /** In the outbox. */
        WAITING,
        /** Refused for good. */
        PARKED,
        /** Its record was destroyed. */
        LOST
    }

    /**
     * Where the platform keeps it.
     *
     * @param number receipt number
     * @param index in the log
     */
    public record InLedger(ReceiptStatus status, String number, long index) {}

    static BillState of(OutboxIndex index, long counter) {
        if (index.waiting().containsKey(counter)) {
            return new BillState(Kind.WAITING, Optional.empty(), Optional.empty());
        }
        OutboxRecord.Parked parked = index.parked().get(counter);
        if (parked != null) {
            return new BillState(Kind.PARKED, Optional.empty(), Optional.of(parked.problem()));
        }
        if (index.isForgotten(counter)) {
            return new BillState(Kind.DELIVERED, Optional.empty(), Optional.empty());
        }
        return index.delivered(counter)
                .map(done -> new InLedger(ReceiptStatus.valueOf(done.status()), done.number(), done.index()))
                .map(place -> new BillState(Kind.DELIVERED, Optional.of(place), Optional.empty()))
                .orElse(new BillState(Kind.LOST, Optional.empty(), Optional.empty()));
    }
}
