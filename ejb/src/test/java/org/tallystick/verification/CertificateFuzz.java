package org.tallystick.verification;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.service.FuzzedPlatform;
import org.tallystick.receipts.CertificateFacts;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * Certificates as files and receipts bring them: read, led to a root as a signer's and as an issuer's, shown. Nothing that is not the
 * enrolled certificate itself may be trusted.
 */
public final class CertificateFuzz {
    private static final Instant AT =
            FuzzedPlatform.certificate().getNotBefore().toInstant().plusSeconds(60);
    private static final List<X509Certificate> ROOT = List.of(FuzzedPlatform.root());

    private CertificateFuzz() {}

    /** Before the first input's time is taken. */
    public static void fuzzerInitialize() {
        FuzzedPlatform.certificate();
    }

    public static void fuzzerTestOneInput(byte[] der) {
        X509Certificate certificate;
        try {
            certificate = CertificateFiles.parse(der);
        } catch (CertificateException notOne) {
            return;
        }
        for (CertificateRole role : CertificateRole.values()) {
            TrustPath path = new PathFinder(ROOT, List.of(FuzzedPlatform.authority())).find(certificate, role, AT);
            if (path.state() == TrustPath.State.TRUSTED && !certificate.equals(FuzzedPlatform.certificate())) {
                throw new IllegalStateException("A made-up certificate is trusted as " + role);
            }
            new PathFinder(ROOT, List.of(certificate)).find(FuzzedPlatform.certificate(), role, AT);
            new PathFinder(List.of(certificate), List.of(certificate)).find(FuzzedPlatform.certificate(), role, AT);
        }
        show(certificate);
    }

    private static void show(X509Certificate certificate) {
        CertificateFacts.of(CertificateFacts.Role.TERMINAL, certificate);
        try {
            SignatureAlgorithm.of(certificate.getPublicKey());
        } catch (IllegalArgumentException announced) {
            // a key that is not ours to read
        }
        try {
            TerminalSubject.of(certificate);
        } catch (IllegalArgumentException announced) {
            // a subject that is no terminal's
        }
    }
}
