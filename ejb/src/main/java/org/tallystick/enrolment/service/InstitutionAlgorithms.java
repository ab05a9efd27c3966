package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.Acquirer;
import org.tallystick.enrolment.AlgorithmChoice;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Which algorithms each institution works with, chosen by the operator. What was certified and sealed before stays as it is. */
@ApplicationScoped
@PermitAll
public class InstitutionAlgorithms {
    private static final int KNOWN = 1_000;
    /** On another node a choice counts after this time at the latest. */
    private static final Duration LIFE = Duration.ofSeconds(2);

    private final EnrolmentRepository repository;
    private final CertificateAuthority authority;
    private final SealRotation seals;
    private final ServerCertificate roots;
    private final BasisRecords basis;
    private final Event<AuditEvent> audit;
    private final BoundedCache<AlgorithmChoice> known;

    @Inject
    InstitutionAlgorithms(
            EnrolmentRepository repository,
            CertificateAuthority authority,
            SealRotation seals,
            ServerCertificate roots,
            BasisRecords basis,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.authority = authority;
        this.seals = seals;
        this.roots = roots;
        this.basis = basis;
        this.audit = audit;
        this.known = new BoundedCache<>(KNOWN, LIFE, clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected InstitutionAlgorithms() {
        this.repository = null;
        this.authority = null;
        this.seals = null;
        this.roots = null;
        this.basis = null;
        this.audit = null;
        this.known = null;
    }

    /** What the institution has chosen; nothing if there is no such one. From memory as a rule. */
    public Optional<AlgorithmChoice> find(String acquirer) {
        Optional<AlgorithmChoice> cached = known.get(acquirer);
        if (cached.isPresent()) {
            return cached;
        }
        long loadedIn = known.generation();
        Optional<AlgorithmChoice> found = repository.acquirer(acquirer).map(Acquirer::algorithms);
        found.ifPresent(choice -> known.put(acquirer, choice, loadedIn));
        return found;
    }

    /** What seals the institution's receipts. */
    public KeyAlgorithm seal(String acquirer) {
        return find(acquirer).orElse(AlgorithmChoice.USUAL).seal();
    }

    /** Roots and authorities that the institution's receipts rest on now. */
    public Set<X509Certificate> basis(String acquirer) {
        Set<X509Certificate> all =
                new LinkedHashSet<>(authority.basis(KeyFamily.ECDSA, acquirer).values());
        if (find(acquirer).orElse(AlgorithmChoice.USUAL).usesSm2()) {
            all.addAll(authority.basis(KeyFamily.SM2, acquirer).values());
        }
        return all;
    }

    /** What any institution here takes from its terminals. */
    public Set<KeyAlgorithm> terminals() {
        Set<KeyAlgorithm> all = EnumSet.noneOf(KeyAlgorithm.class);
        repository.acquirerCodes().forEach(code -> find(code).ifPresent(choice -> all.addAll(choice.terminals())));
        return all;
    }

    /**
     * Chooses. Who chooses SM2 for the first time has its root, authorities and seal made.
     *
     * @throws Problem not-found; member-invalid if the keys for SM2 have to be installed first
     */
    public void choose(Viewer viewer, String acquirer, AlgorithmChoice choice) {
        viewer.require(Role.OPERATOR);
        AlgorithmChoice before =
                find(acquirer).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such institution."));
        if (choice.usesSm2()) {
            authority.provideSm2();
            seals.renew();
            roots.writeRoots();
        }
        repository.choose(acquirer, choice);
        known.forget(acquirer);
        basis.log();
        audit.fire(viewer.audit("institution.algorithms", acquirer).change(words(before), words(choice)));
    }

    private static String words(AlgorithmChoice choice) {
        return "terminals " + choice.words() + ", seal " + choice.seal().jose();
    }
}
