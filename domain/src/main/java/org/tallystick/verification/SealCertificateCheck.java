package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.signing.TrustedTime;

/** Does the seal's certificate come from a pinned root, for this role, and was it valid when it sealed? */
final class SealCertificateCheck implements Check {
    @Override
    public String id() {
        return "seal-certificate";
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        Signer signer = evidence.seal();
        if (signer.certificate().isEmpty()) {
            return CheckResult.unknown(id(), "certificate-missing").with("thumbprint", signer.thumbprintText());
        }
        X509Certificate certificate = signer.certificate().get();
        TrustPath path = new PathFinder(context.anchors().roots(), evidence.certificates())
                .find(certificate, CertificateRole.SEAL, signer.claimedTime());
        CheckResult result = path.isTrusted() ? judged(evidence, signer, certificate) : ended(path);
        return result.with("thumbprint", signer.thumbprintText());
    }

    private CheckResult ended(TrustPath path) {
        String why = path.state().why();
        return path.state().isMissingMaterial() ? CheckResult.unknown(id(), why) : CheckResult.fail(id(), why);
    }

    private CheckResult judged(Evidence evidence, Signer signer, X509Certificate certificate) {
        Optional<Instant> arrival = evidence.ledger().time();
        if (arrival.isEmpty()) {
            return CheckResult.unknown(id(), "time-unproven");
        }
        if (!TrustedTime.isSealTimely(signer.claimedTime(), arrival.get())) {
            return CheckResult.fail(id(), "time");
        }
        Instant sealed = signer.claimedTime();
        if (sealed.isAfter(certificate.getNotAfter().toInstant())) {
            return CheckResult.fail(id(), "expired");
        }
        if (sealed.isBefore(certificate.getNotBefore().toInstant())) {
            return CheckResult.fail(id(), "not-yet-valid");
        }
        return CheckResult.pass(
                id(),
                "trusted",
                certificate.getSubjectX500Principal().getName(),
                CheckTexts.day(certificate.getNotBefore().toInstant()),
                CheckTexts.day(certificate.getNotAfter().toInstant()));
    }
}
