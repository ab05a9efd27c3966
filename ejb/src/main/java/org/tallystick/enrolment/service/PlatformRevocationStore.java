package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.PlatformRevocation;
import org.tallystick.enrolment.Revocation;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Revocations of the platform's own certificates, each with its record for the log of every acquirer that rests on it. */
@ApplicationScoped
@PermitAll
public class PlatformRevocationStore {
    private final RevocationRepository repository;
    private final CertificateRepository certificates;
    private final EnrolmentRepository enrolments;
    private final CertificateRecords records;
    private final Clock clock;

    @Inject
    PlatformRevocationStore(
            RevocationRepository repository,
            CertificateRepository certificates,
            EnrolmentRepository enrolments,
            CertificateRecords records,
            Clock clock) {
        this.repository = repository;
        this.certificates = certificates;
        this.enrolments = enrolments;
        this.records = records;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PlatformRevocationStore() {
        this(null, null, null, null, null);
    }

    Optional<PlatformRevocation> find(String thumbprint) {
        return repository.platform(thumbprint);
    }

    /** @throws Problem changed-meanwhile if it is revoked already */
    @Transactional
    void revoke(String thumbprint, Revocation revocation) {
        if (repository.platform(thumbprint).isPresent()) {
            throw new Problem(ProblemType.CHANGED_MEANWHILE, "This certificate is revoked already.");
        }
        repository.persist(new PlatformRevocation(thumbprint, revocation, clock.instant()));
        Map<String, String> more = Map.of(
                "reason",
                revocation.reason().name(),
                "effective",
                revocation.effective().toString());
        repository.changed(thumbprint);
        enrolments.acquirerCodes().stream()
                .filter(acquirer -> certificates.isRecorded(acquirer, thumbprint))
                .forEach(
                        acquirer -> records.add(new CertificateRecords.Subject(acquirer, thumbprint), "revoked", more));
    }
}
