package org.tallystick.verification;

import org.tallystick.signing.Bill;

/** Is the terminal's numbering unbroken up to this bill? */
final class ChainUnbrokenCheck implements Check {
    @Override
    public String id() {
        return "chain-unbroken";
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
        if (bill.counter() == 1) {
            return CheckResult.pass(id(), "first");
        }
        return switch (evidence.online().chain()) {
            case UNBROKEN -> CheckResult.pass(id(), "unbroken", bill.counter());
            case GAP -> CheckResult.warn(id(), "gap");
            case BROKEN -> CheckResult.warn(id(), "broken");
            case NOT_KNOWN -> CheckResult.offline(id());
        };
    }
}
