package org.tallystick.verification;

/** Does the platform's seal fit every character of the bill? */
final class SealSignatureCheck implements Check {
    @Override
    public String id() {
        return "seal-signature";
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return SignatureChecks.verify(id(), evidence.seal(), evidence.receipt(), context);
    }
}
