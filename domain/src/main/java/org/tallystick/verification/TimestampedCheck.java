package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;

/** Does a timestamp authority, besides the ledger, show when the receipt existed, and does that still count? */
final class TimestampedCheck implements Check {
    /** How far apart the clocks of ledger and authority may be: each is allowed two seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(4);

    @Override
    public String id() {
        return TimestampChain.ID;
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.timestamps()
                .time()
                .filter(stamped -> isEarlierThanLedger(stamped, evidence))
                .map(stamped -> CheckResult.warn(id(), "ledger-later", stamped))
                .orElseGet(() -> evidence.timestamps().result());
    }

    /** A timestamp over the entry cannot be older than the entry: then the ledger's time is wrong, and the timestamp counts. */
    private static boolean isEarlierThanLedger(Instant stamped, Evidence evidence) {
        return evidence.ledger()
                .time()
                .filter(arrival -> arrival.isAfter(stamped.plus(TOLERANCE)))
                .isPresent();
    }
}
