package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.NoteVerifier;

/** Did as many as the policy asks for, independently, co-sign the ledger state that the proof leads to? */
final class WitnessedCheck implements Check {
    /** How long witnesses may take before their silence is worth telling (THREATS.md 3.5). */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String id() {
        return "witnessed";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        if (context.anchors().logKeys().stream().noneMatch(NoteVerifier::isCosigner)) {
            return CheckResult.unknown(id(), "no-witness-key");
        }
        List<String> cosigners = evidence.ledger().cosigners();
        int needed = context.policy().witnesses();
        boolean quorumMet = evidence.ledger().quorumMet();
        if (!cosigners.isEmpty() && cosigners.size() >= needed && quorumMet) {
            return CheckResult.pass(id(), "witnessed", String.join(", ", cosigners))
                    .with("witnesses", cosigners);
        }
        if (!cosigners.isEmpty() && quorumMet) {
            return CheckResult.warn(id(), "few", String.join(", ", cosigners), (long) needed)
                    .with("witnesses", cosigners);
        }
        Optional<Instant> arrival = evidence.ledger().time();
        if (!quorumMet && arrival.filter(time -> isEarly(time, context)).isEmpty()) {
            return CheckResult.warn(id(), "quorum", (long) cosigners.size()).with("witnesses", cosigners);
        }
        return arrival.filter(time -> !isEarly(time, context))
                .map(time -> CheckResult.warn(id(), "none"))
                .orElseGet(() -> CheckResult.unknown(id(), "not-yet"));
    }

    private static boolean isEarly(Instant arrival, VerificationContext context) {
        return context.at().isBefore(arrival.plus(PATIENCE));
    }
}
