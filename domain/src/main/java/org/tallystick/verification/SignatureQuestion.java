package org.tallystick.verification;

import java.security.cert.X509Certificate;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * What both signature questions ask: does the signature fit every character, under the key of the certificate that it
 * names (THREATS.md 3.2 steps 4 to 8)? Whether the certificate is worth anything is another question.
 */
final class SignatureQuestion {
    private static final SignatureSuite SUITE = SignatureSuite.best();
    private static final int SIGNATURE_LENGTH = 64;

    private SignatureQuestion() {}

    static CheckResult ask(String id, Signer signer, Receipt receipt, VerificationContext context) {
        return ask(id, signer, receipt.payloadB64(), audience(receipt, context));
    }

    /** @param audience the platform that it has to be made for */
    static CheckResult ask(String id, Signer signer, String payloadB64, String audience) {
        return signer.certificate()
                .map(certificate -> answer(id, signer, certificate, payloadB64, audience))
                .orElseGet(() -> CheckResult.unknown(id, "certificate-missing"))
                .with("thumbprint", signer.thumbprintText());
    }

    private static CheckResult answer(
            String id, Signer signer, X509Certificate certificate, String payloadB64, String audience) {
        byte[] signature = signer.entry().signatureBytes();
        if (signature.length != SIGNATURE_LENGTH) {
            return CheckResult.fail(id, "form");
        }
        if (!isSound(certificate)) {
            return CheckResult.fail(id, "key");
        }
        if (SignatureAlgorithm.of(certificate.getPublicKey()) != signer.algorithm()) {
            return CheckResult.fail(id, "algorithm");
        }
        byte[] input = signer.entry().signingInput(payloadB64);
        if (!SUITE.verify(certificate.getPublicKey(), signer.algorithm(), input, signature)) {
            return CheckResult.fail(id, "invalid");
        }
        return signer.audience().equals(audience)
                ? CheckResult.pass(id, "valid")
                : CheckResult.fail(id, "audience").with("audience", signer.audience());
    }

    private static boolean isSound(X509Certificate certificate) {
        try {
            SignatureAlgorithm.of(certificate.getPublicKey());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The platform that the reader pinned, or at least one and the same for both signatures. */
    static String audience(Receipt receipt, VerificationContext context) {
        return context.anchors().audience().orElseGet(() -> receipt.sealHeader().audience());
    }
}
