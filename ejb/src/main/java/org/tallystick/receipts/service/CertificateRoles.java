package org.tallystick.receipts.service;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.ForeignRules;
import org.tallystick.receipts.CertificateFacts;

/** Picks the certificates a page names, terminal's first, out of a receipt file's material. */
final class CertificateRoles {
    private CertificateRoles() {}

    static List<CertificateFacts> facts(List<X509Certificate> certificates) {
        List<CertificateFacts> facts = new ArrayList<>();
        collect(certificates, CertificateRole.TERMINAL, CertificateFacts.Role.TERMINAL, facts);
        collect(certificates, CertificateRole.SEAL, CertificateFacts.Role.SEAL, facts);
        return facts;
    }

    private static void collect(
            List<X509Certificate> from, CertificateRole role, CertificateFacts.Role shown, List<CertificateFacts> to) {
        from.stream()
                .filter(certificate -> certificate.getBasicConstraints() < 0
                        && (role.heldBy(certificate)
                                || role == CertificateRole.TERMINAL && ForeignRules.isSigner(certificate)))
                .map(certificate -> CertificateFacts.of(shown, certificate))
                .forEach(to::add);
    }
}
