package org.tallystick.verification;

import java.util.Optional;
import org.tallystick.signing.Cause;

/** Is the bill unchanged: does the terminal's signature fit every character of it? */
final class BillSignatureCheck implements Check {
    static final String ID = "bill-signature";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        CheckResult result = evidence.terminal()
                .map(signer -> SignatureQuestion.ask(ID, signer, evidence.receipt(), context))
                .orElseGet(() -> CheckResult.fail(ID, "missing"));
        Optional<Cause> cause = evidence.receipt().sealHeader().statement().cause();
        return cause.map(stated -> result.with("cause", stated.code())).orElse(result);
    }
}
