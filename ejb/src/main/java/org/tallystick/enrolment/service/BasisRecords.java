package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import org.tallystick.enrolment.StoredCertificate;

/** Tells every acquirer's log of the platform's certificates that its receipts rest on, and what was done with its keys. */
@ApplicationScoped
class BasisRecords {
    private final EnrolmentRepository enrolments;
    private final CertificateAuthority authority;
    private final SealKeys seals;
    private final CertificateRecords records;
    private final Ceremonies ceremonies;

    @Inject
    BasisRecords(
            EnrolmentRepository enrolments,
            CertificateAuthority authority,
            SealKeys seals,
            CertificateRecords records,
            Ceremonies ceremonies) {
        this.enrolments = enrolments;
        this.authority = authority;
        this.seals = seals;
        this.records = records;
        this.ceremonies = ceremonies;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected BasisRecords() {
        this(null, null, null, null, null);
    }

    /** Logs what is new, and what still waits. */
    void log() {
        for (String acquirer : enrolments.acquirerCodes()) {
            add(KeyFamily.ECDSA, acquirer);
            if (enrolments.acquirer(acquirer).orElseThrow().algorithms().usesSm2()) {
                add(KeyFamily.SM2, acquirer);
            }
        }
        records.publishPending();
        ceremonies.publish();
    }

    private void add(KeyFamily family, String acquirer) {
        authority.basis(family, acquirer).forEach((role, certificate) -> add(acquirer, role, certificate));
        seals.certificates().stream()
                .filter(seal -> KeyFamily.of(seal) == family)
                .forEach(seal -> add(acquirer, StoredCertificate.Role.SEAL, seal));
    }

    private void add(String acquirer, StoredCertificate.Role role, X509Certificate certificate) {
        records.addBasis(
                new CertificateRecords.Subject(acquirer, StoredCertificate.thumbprint(certificate)), role.name());
    }
}
