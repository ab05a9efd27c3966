package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.signing.TrustedTime;

/** Did the bill reach the ledger soon after it was signed? Lateness alone is never a reason to doubt it. */
final class LateCheck implements Check {
    @Override
    public String id() {
        return "late";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        Optional<Instant> arrival = evidence.ledger().time();
        if (arrival.isEmpty() || evidence.terminal().isEmpty()) {
            return evidence.receipt().sealHeader().statement().late()
                    ? CheckResult.warn(id(), "declared-late")
                    : CheckResult.unknown(id(), "time-unproven");
        }
        Instant signed = evidence.terminal().get().claimedTime();
        Duration delay = Duration.between(signed, arrival.get());
        return TrustedTime.isDeliveredLate(signed, arrival.get())
                ? CheckResult.warn(id(), "late", delay)
                : CheckResult.pass(id(), "in-time", delay);
    }
}
