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
        Optional<Instant> signed = evidence.terminal().map(Signer::claimedTime);
        if (signed.isPresent() && evidence.statedSignedLater()) {
            return CheckResult.warn(id(), "signed-anew", signed.get())
                    .with("signedAt", signed.get().toString());
        }
        if (arrival.isPresent() && signed.isPresent() && !TrustedTime.isClockSkewed(signed.get(), arrival.get())) {
            Duration delay = Duration.between(signed.get(), arrival.get());
            CheckResult result = TrustedTime.isDeliveredLate(signed.get(), arrival.get())
                    ? CheckResult.warn(id(), "late", delay)
                    : CheckResult.pass(id(), "in-time", delay);
            return result.with("seconds", delay.toSeconds());
        }
        if (evidence.receipt().sealHeader().statement().late()) {
            return CheckResult.warn(id(), "declared-late");
        }
        return CheckResult.unknown(id(), arrival.isEmpty() ? "time-unproven" : "signing-time-unknown");
    }
}
