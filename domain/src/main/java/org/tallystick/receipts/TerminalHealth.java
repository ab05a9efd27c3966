package org.tallystick.receipts;

import java.time.Instant;
import java.util.Optional;

/**
 * A terminal of a merchant and when it was heard last.
 *
 * @param lastReceipt ledger time of its newest receipt
 * @param lastEvent when its newest event, such as a heartbeat, came in
 * @param certificateEnd when its newest certificate ends; empty without one that is in force
 */
public record TerminalHealth(
        String terminalNo,
        String store,
        Optional<Instant> lastReceipt,
        Optional<Instant> lastEvent,
        Optional<Instant> certificateEnd) {

    /** The later of both; empty if it was never heard. */
    public Optional<Instant> lastHeard() {
        if (lastReceipt.isPresent() && lastEvent.isPresent()) {
            return lastReceipt.get().isAfter(lastEvent.get()) ? lastReceipt : lastEvent;
        }
        return lastReceipt.or(() -> lastEvent);
    }
}
