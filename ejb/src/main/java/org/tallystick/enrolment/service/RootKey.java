package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * The root's key, which need not be on the server (THREATS.md section 5). One operator exports it under a passphrase; another one, who
 * shows that the export opens, has it removed; from then on it is brought for single ceremonies and kept no longer than these take.
 * Everything that does not need the root goes on without it.
 */
@ApplicationScoped
@PermitAll
public class RootKey {
    private static final int SHORTEST = 12;

    private final CertificateAuthority authority;
    private final EnrolmentRepository enrolments;
    private final RevocationLists lists;
    private final SealRotation seals;
    private final BasisRecords basis;
    private final Ceremonies ceremonies;
    private final Event<AuditEvent> audit;

    @Inject
    RootKey(
            CertificateAuthority authority,
            EnrolmentRepository enrolments,
            RevocationLists lists,
            SealRotation seals,
            BasisRecords basis,
            Ceremonies ceremonies,
            Event<AuditEvent> audit) {
        this.authority = authority;
        this.enrolments = enrolments;
        this.lists = lists;
        this.seals = seals;
        this.basis = basis;
        this.ceremonies = ceremonies;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RootKey() {
        this(null, null, null, null, null, null, null);
    }

    /** The root of a family in use, and whether its key is on this server. */
    public record Root(KeyAlgorithm algorithm, boolean here) {}

    /** Those in use: that for ECDSA, and that for SM2 once somebody has chosen it. */
    public List<Root> all() {
        return authority.families().stream()
                .map(family ->
                        new Root(family.sealing(), authority.rootHolder(family).isHere()))
                .toList();
    }

    /**
     * The key and its certificate as an encrypted PKCS #12 file.
     *
     * @throws Problem member-invalid (passphrase, again); forbidden if the key is not here
     */
    public byte[] export(Viewer viewer, KeyAlgorithm algorithm, String passphrase, String again) {
        viewer.require(Role.OPERATOR);
        if (passphrase.length() < SHORTEST) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "passphrase", "must have at least 12 characters");
        }
        if (!passphrase.equals(again)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "again", "must be the same passphrase");
        }
        KeyFamily family = inUse(algorithm);
        byte[] file = RootFile.write(authority.rootHolder(family).key(), passphrase.toCharArray());
        tell("exported", family, viewer);
        return file;
    }

    /**
     * Removes the key from this server, after everything that it has to sign for a while is signed.
     *
     * @throws Problem member-invalid (file, passphrase) if the file is not the export; forbidden if the viewer has exported it, or nobody;
     *     or if it is not here
     */
    public void remove(Viewer viewer, KeyAlgorithm algorithm, byte[] file, String passphrase) {
        viewer.require(Role.OPERATOR);
        KeyFamily family = inUse(algorithm);
        RootHolder root = authority.rootHolder(family);
        Optional<String> exporter = ceremonies.lastActor("exported", StoredCertificate.thumbprint(root.certificate()));
        if (exporter.isEmpty() || exporter.get().equals(viewer.login())) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Another operator than the one who removes the root's key must have exported it.");
        }
        RootFile.read(file, passphrase.toCharArray(), root.certificate());
        signEverything(family);
        root.remove();
        tell("removed", family, viewer);
    }

    /**
     * One ceremony: makes the authorities that are missing or due, a fresh revocation list and the key that answers OCSP for the root. The
     * root's key is forgotten afterwards.
     *
     * @throws Problem member-invalid (file, passphrase) if the file is not the root's export
     */
    public void use(Viewer viewer, KeyAlgorithm algorithm, byte[] file, String passphrase) {
        viewer.require(Role.OPERATOR);
        KeyFamily family = inUse(algorithm);
        RootHolder holder = authority.rootHolder(family);
        VaultKey root = RootFile.read(file, passphrase.toCharArray(), holder.certificate());
        tell("used", family, viewer);
        holder.with(root, () -> signEverything(family));
    }

    private KeyFamily inUse(KeyAlgorithm algorithm) {
        KeyFamily family = KeyFamily.of(algorithm);
        if (!authority.families().contains(family)) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no root for " + algorithm.jose() + " yet.");
        }
        return family;
    }

    private void signEverything(KeyFamily family) {
        enrolments.acquirerCodes().stream()
                .filter(acquirer -> isFor(family, acquirer))
                .forEach(acquirer -> authority.terminalAuthority(family, acquirer));
        authority.renewPlatformAuthorities();
        if (family == KeyFamily.ECDSA) {
            authority.stampKey();
        }
        String thumbprint =
                StoredCertificate.thumbprint(authority.rootHolder(family).certificate());
        authority.issuer(thumbprint).ifPresent(authority::responder);
        lists.of(thumbprint);
        seals.renew();
        basis.log();
    }

    private boolean isFor(KeyFamily family, String acquirer) {
        return family == KeyFamily.ECDSA
                || enrolments.acquirer(acquirer).orElseThrow().algorithms().usesSm2();
    }

    private void tell(String event, KeyFamily family, Viewer viewer) {
        X509Certificate root = authority.rootHolder(family).certificate();
        ceremonies.record(event, family.purpose("root"), root, viewer.login(), Map.of());
        ceremonies.publish();
        audit.fire(viewer.audit("root-key." + event, StoredCertificate.thumbprint(root)));
    }
}
