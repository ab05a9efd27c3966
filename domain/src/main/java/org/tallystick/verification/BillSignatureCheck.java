package org.tallystick.verification;

/** Is the bill unchanged: does the terminal's signature fit every character of it? */
final class BillSignatureCheck implements Check {
    @Override
    public String id() {
        return "bill-signature";
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.terminal()
                .map(signer -> SignatureChecks.verify(id(), signer, evidence.receipt(), context))
                .orElseGet(() -> missing(evidence));
    }

    private CheckResult missing(Evidence evidence) {
        CheckResult missing = CheckResult.fail(id(), "missing");
        return evidence.receipt()
                .sealHeader()
                .statement()
                .cause()
                .map(cause -> missing.with("cause", cause.code()))
                .orElse(missing);
    }
}
