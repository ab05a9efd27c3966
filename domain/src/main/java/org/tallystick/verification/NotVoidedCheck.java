package org.tallystick.verification;

import java.util.List;
import org.tallystick.verification.OnlineFacts.Correction;

/** Has the sale been taken back by a later receipt? */
final class NotVoidedCheck implements Check {
    @Override
    public String id() {
        return "not-voided";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.online().corrections().map(this::answer).orElseGet(() -> evidence.online()
                .removed()
                .map(at -> CheckResult.unknown(id(), "removed", at))
                .orElseGet(() -> CheckResult.offline(id())));
    }

    private CheckResult answer(List<Correction> corrections) {
        if (corrections.isEmpty()) {
            return CheckResult.pass(id(), "standing");
        }
        Correction first = corrections.stream()
                .filter(correction -> correction.kind() == Correction.Kind.VOIDED)
                .findFirst()
                .orElse(corrections.get(0));
        String why = first.kind() == Correction.Kind.VOIDED ? "voided" : "refunded";
        return CheckResult.warn(id(), why, first.number()).with("by", first.number());
    }
}
