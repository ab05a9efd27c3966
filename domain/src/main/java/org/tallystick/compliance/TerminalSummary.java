package org.tallystick.compliance;

import java.time.Instant;
import java.util.Optional;

/**
 * A terminal of a merchant.
 *
 * @param state state of its newest certificate
 * @param validUntil end of that certificate
 * @param lastReceipt ledger time of its newest receipt
 */
public record TerminalSummary(
        String terminalNo, String store, State state, Optional<Instant> validUntil, Optional<Instant> lastReceipt) {

    /** What a terminal may do now, by its newest certificate. */
    public enum State {
        ACTIVE,
        EXPIRING,
        EXPIRED,
        SUSPENDED,
        REVOKED,
        /** It never had one. */
        NONE
    }
}
