package org.tallystick.verification;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Part;

/** Are the attached parts those that were signed with the bill? An absent one is unknown, a wrong one decides. */
final class PartsMatchCheck implements Check {
    @Override
    public String id() {
        return "parts-match";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.bill().map(bill -> compare(bill, evidence)).orElseGet(() -> CheckResult.unreadable(id()));
    }

    private CheckResult compare(Bill bill, Evidence evidence) {
        Optional<Part> wrong = evidence.parts().stream()
                .filter(part -> !Arrays.equals(bill.parts().get(part.name()), part.digest()))
                .findFirst();
        if (wrong.isPresent()) {
            return CheckResult.fail(id(), "differs").with("part", wrong.get().name());
        }
        if (bill.parts().isEmpty()) {
            return CheckResult.pass(id(), "none");
        }
        return evidence.parts().size() == bill.parts().size()
                ? CheckResult.pass(id(), "fit")
                : CheckResult.unknown(id(), "absent");
    }
}
