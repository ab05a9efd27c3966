package org.tallystick.verification;

/** Does the platform's seal fit every character of the bill? */
final class SealSignatureCheck implements Check {
    static final String ID = "seal-signature";

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
        return SignatureQuestion.ask(ID, evidence.seal(), evidence.receipt(), context);
    }
}
