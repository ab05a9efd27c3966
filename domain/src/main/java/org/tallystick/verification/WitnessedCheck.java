package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.ledger.NoteVerifier;

/** Did anybody independent co-sign the ledger state that the proof leads to? */
final class WitnessedCheck implements Check {
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
        if (!evidence.ledger().cosigners().isEmpty()) {
            return CheckResult.pass(
                    id(), "witnessed", String.join(", ", evidence.ledger().cosigners()));
        }
        Optional<Instant> arrival = evidence.ledger().time();
        boolean early =
                arrival.isPresent() && context.at().isBefore(arrival.get().plus(PATIENCE));
        return early ? CheckResult.unknown(id(), "not-yet") : CheckResult.warn(id(), "none");
    }
}
