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
import org.tallystick.enrolment.Ceremony;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/** The platform's keys: certificates with their time left, where each key lies and how it does; and what was done with them. */
@ApplicationScoped
@PermitAll
public class KeyOverview {
    private static final int CEREMONIES = 50;

    private final CertificateRepository repository;
    private final KeyOverviewRepository counts;
    private final PlatformRevocations revocations;
    private final KeyStates states;
    private final Ceremonies ceremonies;
    private final Ledger ledger;
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
            Optional<Revocation> revocation,
            KeyStates.State state) {}

    /** What was done with a key, and where the ledger says so; {@code place} is empty while it waits. */
    public record Act(Ceremony ceremony, Optional<String> place) {}

    @Inject
    KeyOverview(
            CertificateRepository repository,
            KeyOverviewRepository counts,
            PlatformRevocations revocations,
            KeyStates states,
            Ceremonies ceremonies,
            Ledger ledger,
            Clock clock) {
        this.revocations = revocations;
        this.repository = repository;
        this.counts = counts;
        this.states = states;
        this.ceremonies = ceremonies;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KeyOverview() {
        this(null, null, null, null, null, null, null);
    }

    /** Root, authorities and seals, in this order. */
    public List<PlatformCertificate> platform(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return platform();
    }

    /** The same, for what watches the platform itself. */
    public List<PlatformCertificate> platform() {
        return Arrays.stream(StoredCertificate.Role.values())
                .filter(role -> role != StoredCertificate.Role.TERMINAL && role != StoredCertificate.Role.EXTERNAL_CA)
                .flatMap(role -> repository.thumbprints(role).stream())
                .flatMap(thumbprint -> repository.find(thumbprint).stream())
                .map(this::certificate)
                .toList();
    }

    /** What was done with keys, the newest first. */
    public List<Act> acts(Viewer viewer) {
        return ceremonies.newest(viewer, CEREMONIES).stream()
                .map(act -> new Act(act, place(act)))
                .toList();
    }

    /** The entry's page in the explorer; whoever has the digest sees its lines. */
    private Optional<String> place(Ceremony act) {
        return act.logId().flatMap(id -> ledger.logs().stream()
                .filter(log -> log.id() == id)
                .map(log -> "/explorer" + log.prefix().substring("/ledger".length()) + "/"
                        + act.seq().orElseThrow() + "?digest=" + Base64Url.encode(Sha256.of(act.object())))
                .findFirst());
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
                revocations.find(certificate).flatMap(PlatformRevocations.Standing::revocation),
                states.of(stored));
    }
}
