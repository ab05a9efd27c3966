package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.StoredCertificate;

/** The platform's own certificates with their time left, and how many of the terminals' are in which state. */
@ApplicationScoped
@PermitAll
public class KeyOverview {
    private final CertificateRepository repository;
    private final KeyOverviewRepository counts;
    private final PlatformRevocations revocations;
    private final Clock clock;

    /** A certificate of the platform; {@code daysLeft} is negative once it has expired. */
    public record PlatformCertificate(
            String role,
            String subject,
            String algorithm,
            Instant notBefore,
            Instant notAfter,
            long daysLeft,
            String thumbprint,
            Optional<Revocation> revocation) {}

    @Inject
    KeyOverview(
            CertificateRepository repository,
            KeyOverviewRepository counts,
            PlatformRevocations revocations,
            Clock clock) {
        this.revocations = revocations;
        this.repository = repository;
        this.counts = counts;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KeyOverview() {
        this(null, null, null, null);
    }

    /** Root, authorities and seals, in this order. */
    public List<PlatformCertificate> platform(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return Arrays.stream(StoredCertificate.Role.values())
                .filter(role -> role != StoredCertificate.Role.TERMINAL)
                .flatMap(role -> repository.thumbprints(role).stream())
                .flatMap(thumbprint -> repository.find(thumbprint).stream())
                .map(this::certificate)
                .toList();
    }

    /** Numbers of terminals' certificates: active, expiring within 30 days, suspended, revoked, expired. */
    public Map<String, Long> terminals(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return counts.byState(clock.instant());
    }

    private PlatformCertificate certificate(StoredCertificate stored) {
        X509Certificate certificate = stored.certificate();
        Instant end = certificate.getNotAfter().toInstant();
        return new PlatformCertificate(
                stored.role().name(),
                certificate.getSubjectX500Principal().getName(),
                KeyAlgorithm.of(certificate.getPublicKey()).jose(),
                certificate.getNotBefore().toInstant(),
                end,
                Duration.between(clock.instant(), end).toDays(),
                stored.thumbprint(),
                revocations.find(certificate).flatMap(PlatformRevocations.Standing::revocation));
    }
}
