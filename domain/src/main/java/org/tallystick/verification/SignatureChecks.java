package org.tallystick.verification;

import org.tallystick.shared.Problem;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** Verifies one signature of a receipt with the key of the certificate that it names (THREATS.md 3.2 steps 4 to 8). */
final class SignatureChecks {
    private static final SignatureSuite SUITE = SignatureSuite.best();

    private SignatureChecks() {}

    static CheckResult verify(String id, Signer signer, Receipt receipt, VerificationContext context) {
        if (signer.certificate().isEmpty()) {
            return CheckResult.unknown(id, "certificate-missing").with("thumbprint", signer.thumbprintText());
        }
        if (!expected(signer, receipt, context)) {
            return CheckResult.fail(id, "audience");
        }
        return withKey(id, signer, receipt).with("thumbprint", signer.thumbprintText());
    }

    private static CheckResult withKey(String id, Signer signer, Receipt receipt) {
        var key = signer.certificate().orElseThrow().getPublicKey();
        try {
            if (SignatureAlgorithm.of(key) != signer.algorithm()) {
                return CheckResult.fail(id, "algorithm");
            }
            byte[] signature = signer.entry().signatureBytes();
            byte[] input = signer.entry().signingInput(receipt.payloadB64());
            return SUITE.verify(key, signer.algorithm(), input, signature)
                    ? CheckResult.pass(id, "valid")
                    : CheckResult.fail(id, "invalid");
        } catch (IllegalArgumentException e) {
            return CheckResult.fail(id, "key");
        } catch (Problem e) {
            return CheckResult.fail(id, "form");
        }
    }

    /** The platform that was pinned, or at least the same one for both signatures. */
    private static boolean expected(Signer signer, Receipt receipt, VerificationContext context) {
        return signer.audience().equals(context.anchors().audience().orElseGet(() -> receipt.sealHeader()
                .audience()));
    }
}
