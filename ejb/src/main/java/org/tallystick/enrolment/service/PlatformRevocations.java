package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.PlatformRevocation;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * The platform's own certificates that have ended before their time: seals and authorities. Verification judges receipts by them; a
 * revoked seal seals no more, a revoked authority issues no more, and a successor takes over. The root has nothing above it that
 * could revoke it.
 */
@ApplicationScoped
@PermitAll
public class PlatformRevocations {
    private static final Logger LOG = Logger.getLogger(PlatformRevocations.class.getName());
    private static final int KNOWN = 10_000;
    private static final int CONFIRMATION = 8;
    private static final int LONGEST_WORDS = 512;

    private final CertificateRepository certificates;
    private final PlatformRevocationStore store;
    private final SealRotation seals;
    private final Ceremonies ceremonies;
    private final BasisRecords basis;
    private final CertificateDirectory directory;
    private final Event<AuditEvent> audit;
    private final Clock clock;
    private final BoundedCache<Standing> known;

    /** How a certificate of the platform stands. */
    public record Standing(Optional<Revocation> revocation) {}

    @Inject
    PlatformRevocations(
            CertificateRepository certificates,
            PlatformRevocationStore store,
            SealRotation seals,
            Ceremonies ceremonies,
            BasisRecords basis,
            CertificateDirectory directory,
            Event<AuditEvent> audit,
            Clock clock) {
        this.certificates = certificates;
        this.store = store;
        this.seals = seals;
        this.ceremonies = ceremonies;
        this.basis = basis;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
        this.known = new BoundedCache<>(KNOWN, Duration.ofSeconds(1), clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PlatformRevocations() {
        this.certificates = null;
        this.store = null;
        this.seals = null;
        this.ceremonies = null;
        this.basis = null;
        this.directory = null;
        this.audit = null;
        this.clock = null;
        this.known = null;
    }

    /** How the certificate stands, at most a second ago; nothing if it is none of the platform's own. */
    public Optional<Standing> find(X509Certificate certificate) {
        String thumbprint = StoredCertificate.thumbprint(certificate);
        Optional<Standing> cached = known.get(thumbprint);
        if (cached.isPresent()) {
            return cached;
        }
        long loadedIn = known.generation();
        Optional<Standing> found = certificates
                .find(thumbprint)
                .filter(stored -> stored.role() != StoredCertificate.Role.TERMINAL)
                .map(stored -> new Standing(store.find(thumbprint).map(PlatformRevocation::revocation)));
        found.ifPresent(standing -> known.put(thumbprint, standing, loadedIn));
        return found;
    }

    /**
     * Ends a seal's or an authority's certificate for good and has its successor made.
     *
     * @param typed the thumbprint's first eight characters
     * @throws Problem not-found; forbidden for the root; member-invalid (confirm, reason, since, words); changed-meanwhile if it is
     *     revoked already
     */
    public void revoke(Viewer viewer, String thumbprint, RevocationOrder order, String typed) {
        viewer.require(Role.OPERATOR);
        StoredCertificate stored = certificates
                .find(thumbprint)
                .filter(found -> found.role() != StoredCertificate.Role.TERMINAL
                        && found.role() != StoredCertificate.Role.EXTERNAL_CA)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The platform has no such certificate."));
        requireSound(stored, order, typed);
        Instant effective = order.since().orElseGet(clock::instant);
        store.revoke(thumbprint, new Revocation(order.reason(), effective));
        known.forget(thumbprint);
        directory.forgetAll();
        Map<String, String> more = Map.of("reason", order.reason().name(), "effective", effective.toString());
        ceremonies.record("revoked", stored.role().name(), stored.certificate(), viewer.login(), more);
        succeed();
        basis.log();
        audit.fire(viewer.audit("platform-certificate.revoke", thumbprint)
                .change(stored.role().name(), order.reason() + " since " + effective)
                .because(order.words().isEmpty() ? order.reason().name() : order.words()));
    }

    /** It has ended all the same where no successor can be made because the root's key is not here. */
    private void succeed() {
        try {
            seals.renew();
        } catch (Problem | IllegalStateException e) {
            LOG.log(Level.SEVERE, "No key can seal before the root's key is brought for a ceremony", e);
        }
    }

    private void requireSound(StoredCertificate stored, RevocationOrder order, String typed) {
        if (stored.role() == StoredCertificate.Role.ROOT) {
            throw new Problem(ProblemType.FORBIDDEN, "The root is not revoked but replaced, with all who trust it.");
        }
        if (!typed.equals(stored.thumbprint().substring(0, CONFIRMATION))) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "confirm", "must be the thumbprint's first characters");
        }
        if (!TerminalRevocation.reasons(Role.OPERATOR).contains(order.reason())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "reason", "is not one that may be given");
        }
        if (order.since().filter(since -> since.isAfter(clock.instant())).isPresent()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "since", "must not be in the future");
        }
        if (order.words().length() > LONGEST_WORDS) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "words", "must have at most 512 characters");
        }
    }
}
