package org.tallystick.verification;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        return evidence.bill()
                .map(bill -> compare(bill, evidence.parts()))
                .orElseGet(() -> CheckResult.unreadable(id()));
    }

    private CheckResult compare(Bill bill, List<Part> attached) {
        List<String> wrong = attached.stream()
                .filter(part -> !MessageDigest.isEqual(bill.parts().get(part.name()), part.digest()))
                .map(Part::name)
                .toList();
        if (!wrong.isEmpty()) {
            return CheckResult.fail(id(), "differs").with("parts", wrong);
        }
        if (bill.parts().isEmpty()) {
            return CheckResult.pass(id(), "none");
        }
        Set<String> absent = new HashSet<>(bill.parts().keySet());
        absent.removeAll(attached.stream().map(Part::name).collect(Collectors.toSet()));
        return absent.isEmpty()
                ? CheckResult.pass(id(), "fit")
                : CheckResult.unknown(id(), "absent").with("parts", new ArrayList<>(absent));
    }
}
