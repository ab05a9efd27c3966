package org.tallystick.verification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Part;

/** Do the items and the tip add up to the amount? */
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
        byte[] digest = bill.parts().get(Part.LINES);
        if (digest == null) {
            return CheckResult.pass(id(), "no-items");
        }
        // Only the list that was signed says anything about the sale.
        Optional<Part> items = evidence.part(Part.LINES).filter(part -> Arrays.equals(digest, part.digest()));
        return items.map(part -> compare(bill, part)).orElseGet(() -> CheckResult.unknown(id(), "items-absent"));
    }

    private CheckResult compare(Bill bill, Part items) {
        try {
            return bill.linesAddUp(List.of(items))
                    ? CheckResult.pass(id(), "equal")
                    : CheckResult.warn(id(), "differs");
        } catch (Problem e) {
            return CheckResult.warn(id(), "items-unreadable");
        }
    }
}
