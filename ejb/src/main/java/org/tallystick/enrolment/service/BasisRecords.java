package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.enrolment.StoredCertificate;

/** Tells every acquirer's log of the platform's certificates that its receipts rest on. */
@ApplicationScoped
class BasisRecords {
    private final EnrolmentRepository enrolments;
    private final CertificateAuthority authority;
    private final CertificateRecords records;

    @Inject
    BasisRecords(EnrolmentRepository enrolments, CertificateAuthority authority, CertificateRecords records) {
        this.enrolments = enrolments;
        this.authority = authority;
        this.records = records;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected BasisRecords() {
        this(null, null, null);
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
    }

    private void add(KeyFamily family, String acquirer) {
        authority
                .basis(family, acquirer)
                .forEach((role, certificate) -> records.addBasis(
                        new CertificateRecords.Subject(acquirer, StoredCertificate.thumbprint(certificate)),
                        role.name()));
    }
}
