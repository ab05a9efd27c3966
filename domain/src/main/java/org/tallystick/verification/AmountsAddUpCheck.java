package org.tallystick.verification;

import org.tallystick.signing.Bill;
import org.tallystick.signing.Part;

/** Do the lines and the tip add up to the amount? */
final class AmountsAddUpCheck implements Check {
    @Override
    public String id() {
        return "amounts-add-up";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.bill().map(bill -> answer(bill, evidence)).orElseGet(() -> CheckResult.unreadable(id()));
    }

    private CheckResult answer(Bill bill, Evidence evidence) {
        if (!bill.parts().containsKey(Part.LINES)) {
            return CheckResult.pass(id(), "no-items");
        }
        if (evidence.parts().stream().noneMatch(part -> part.name().equals(Part.LINES))) {
            return CheckResult.unknown(id(), "items-absent");
        }
        return bill.linesAddUp(evidence.parts()) ? CheckResult.pass(id(), "equal") : CheckResult.warn(id(), "differs");
    }
}
