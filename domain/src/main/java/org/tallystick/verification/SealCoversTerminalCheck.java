package org.tallystick.verification;

import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealStatement;

/** Do the seal and the terminal's signature belong together, and does the seal not contradict itself? */
final class SealCoversTerminalCheck implements Check {
    @Override
    public String id() {
        return "seal-covers-terminal";
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        SealStatement statement = evidence.receipt().sealHeader().statement();
        boolean signed = statement.status() == ReceiptStatus.SIGNED;
        if (!evidence.receipt().sealHeader().typeAgreesWithStatus()
                || signed == statement.cause().isPresent()
                || (signed && evidence.terminal().isEmpty())) {
            return CheckResult.fail(id(), "contradiction");
        }
        if (!ReceiptNumber.isValid(statement.number())) {
            return CheckResult.fail(id(), "number");
        }
        if (!evidence.receipt().sealCoversTerminal()) {
            return CheckResult.fail(id(), "other");
        }
        return CheckResult.pass(id(), signed ? "covers" : "states-missing")
                .with("status", statement.status().name());
    }
}
