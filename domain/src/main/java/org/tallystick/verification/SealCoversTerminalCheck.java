package org.tallystick.verification;

import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealHeader;
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
        return answer(evidence)
                .with("status", statement.status().name())
                .with("channel", statement.channel().name());
    }

    private CheckResult answer(Evidence evidence) {
        SealHeader header = evidence.receipt().sealHeader();
        boolean signed = header.statement().status() == ReceiptStatus.SIGNED;
        boolean causeGiven = header.statement().cause().isPresent();
        if (!header.typeAgreesWithStatus() || signed == causeGiven) {
            return CheckResult.fail(id(), "contradiction");
        }
        if (!evidence.receipt().sealCoversTerminal()) {
            return CheckResult.fail(id(), "other");
        }
        if (!ReceiptNumber.isValid(header.statement().number())) {
            return CheckResult.fail(id(), "number");
        }
        return CheckResult.pass(id(), signed ? "covers" : "states-missing");
    }
}
