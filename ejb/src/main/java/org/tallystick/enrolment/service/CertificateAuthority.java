package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.StoredCertificate.Role;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.service.AuthorityKeys.Installation;
import org.tallystick.enrolment.service.CertificateProfile.Applicant;
import org.tallystick.enrolment.service.CertificateProfile.Period;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.X509;
import org.tallystick.shared.service.Settings;

/**
 * Certifies: terminals through an authority per acquirer, the seal, the TLS server; each authority has one role and stands
 * directly below the root. Every certificate that a verifier may need is stored before anything is issued under it.
 *
 * <p>{@link #open} first; after it, thread-safe.
 */
@ApplicationScoped
@PermitAll
public class CertificateAuthority {
    private static final Duration SERVER_LIFE = Duration.ofDays(90);
    private static final Duration SERVER_BACKDATED = Duration.ofHours(1);

    private final KeyVault vault;
    private final AuthorityKeys keys;
    private final CertificateRepository certificates;
    private final Clock clock;
    private final Installation installation;
    private final CertificateProfile profile = new CertificateProfile(new SecureRandom());
    private final Map<String, VaultKey> issuers = new ConcurrentHashMap<>();
    private final Map<KeyFamily, SealKey> seals = new ConcurrentHashMap<>();
    private volatile @Nullable StampKey stamp;

    @Inject
    CertificateAuthority(KeyVault vault, CertificateRepository certificates, Settings settings, Clock clock) {
        this(vault, certificates, Installation.of(settings), clock);
    }

    CertificateAuthority(KeyVault vault, CertificateRepository certificates, Installation installation, Clock clock) {
        this.vault = vault;
        this.keys = new AuthorityKeys(vault, profile, clock, installation, certificates::isEnded);
        this.certificates = certificates;
        this.clock = clock;
        this.installation = installation;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateAuthority() {
        this.vault = null;
        this.keys = null;
        this.certificates = null;
        this.clock = null;
        this.installation = null;
    }

    /**
     * Opens the keys, on first start making what is missing.
     *
     * @throws IllegalStateException if keys are missing, keys and database do not belong together, or keys made for
     *     demonstration are to be used in production
     */
    public void open() {
        openRoot(KeyFamily.ECDSA);
        certificates.store(Role.TLS_CA, serverIssuer().certificate());
        renewSeal();
    }

    /**
     * Has root, authority and seal for SM2, made when first asked for: they serve whoever chooses SM2.
     *
     * @throws Problem member-invalid if their root has to be installed first
     */
    void provideSm2() {
        if (!keys.mayOpen(KeyFamily.SM2)) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID,
                    "seal",
                    "cannot be SM2 yet: in production the root for SM2 comes from a key ceremony (root-sm2-1.p12 among the"
                            + " keys)");
        }
        if (keys.findRoot(KeyFamily.SM2).isEmpty()) {
            openRoot(KeyFamily.SM2);
            renewSeal();
        }
    }

    /** The SM2 root is opened once it is there, whichever node has made it. */
    private void followSm2() {
        boolean there = keys.findRoot(KeyFamily.SM2).isPresent();
        if (!there && !roots(KeyFamily.SM2).isEmpty()) {
            openRoot(KeyFamily.SM2);
        }
    }

    private void openRoot(KeyFamily family) {
        List<String> known = roots(family);
        X509Certificate root = keys.open(family, !known.isEmpty()).certificate();
        if (!known.isEmpty() && !known.contains(StoredCertificate.thumbprint(root))) {
            throw new IllegalStateException(
                    "The database knows another root certificate than the data directory's keys:"
                            + " they come from different installations or backups. Restore the two together.");
        }
        certificates.store(Role.ROOT, root);
    }

    /** Thumbprints of the family's roots in the database. */
    private List<String> roots(KeyFamily family) {
        return certificates.thumbprints(Role.ROOT).stream()
                .filter(thumbprint -> certificates
                        .find(thumbprint)
                        .filter(stored -> KeyFamily.of(stored.certificate()) == family)
                        .isPresent())
                .toList();
    }

    /** Makes the seals' successors when their time runs out. Call it at least daily. */
    public void renewSeal() {
        followSm2();
        families().forEach(family -> sealWith(family, keys.seal(family)));
    }

    private List<KeyFamily> families() {
        return Arrays.stream(KeyFamily.values())
                .filter(family -> keys.findRoot(family).isPresent())
                .toList();
    }

    /**
     * Takes the seals' keys from their files again: whoever restores the file needs no restart. Makes the successor, if the seal's time
     * has run out.
     *
     * @throws IllegalStateException if the file is missing or cannot be opened; the key in use stays then
     */
    public void reopenSeal() {
        families().forEach(family -> sealWith(family, keys.sealFromFile(family)));
    }

    private void sealWith(KeyFamily family, VaultKey key) {
        certificates.store(
                Role.SEAL_CA, keys.platformAuthority(family, AuthorityKind.SEAL).certificate());
        certificates.store(Role.SEAL, key.certificate());
        seals.put(family, new SealKey(key.privateKey(), key.certificate()));
    }

    /**
     * The key that seals now with ECDSA; costs nothing.
     *
     * @throws IllegalStateException before {@link #open}
     */
    public SealKey activeSeal() {
        return activeSeal(KeyAlgorithm.ES256);
    }

    /**
     * The key that seals now with this algorithm; costs nothing.
     *
     * @throws IllegalStateException before {@link #open}; for SM2, before anybody has chosen it
     */
    public SealKey activeSeal(KeyAlgorithm algorithm) {
        SealKey active = seals.get(KeyFamily.of(algorithm));
        if (active == null) {
            // Another node has made it a moment ago.
            renewSeal();
            active = seals.get(KeyFamily.of(algorithm));
        }
        if (active == null) {
            throw new IllegalStateException("There is no key that seals with " + algorithm.jose() + " yet");
        }
        return active;
    }

    /** All keys that seal now. */
    public Collection<SealKey> activeSeals() {
        return List.copyOf(seals.values());
    }

    /**
     * The key that timestamps now, made when first asked for and each year again.
     *
     * @throws IllegalStateException before {@link #open}
     */
    public StampKey stampKey() {
        VaultKey key = keys.stamp();
        StampKey known = stamp;
        if (known == null || !known.certificate().equals(key.certificate())) {
            certificates.store(
                    Role.TSA_CA,
                    keys.platformAuthority(KeyFamily.ECDSA, AuthorityKind.TSA).certificate());
            certificates.store(Role.TSA, key.certificate());
            known = new StampKey(key.privateKey(), key.certificate(), stampIssuer(key.certificate()));
            stamp = known;
        }
        return known;
    }

    /** Not always the authority that issues now. */
    private X509Certificate stampIssuer(X509Certificate certificate) {
        return certificates.thumbprints(Role.TSA_CA).stream()
                .flatMap(thumbprint -> certificates.find(thumbprint).stream())
                .map(StoredCertificate::certificate)
                .filter(issuer -> X509.isSignedBy(certificate, issuer))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The issuer of the timestamp key is not stored"));
    }

    public X509Certificate root() {
        return keys.root(KeyFamily.ECDSA).certificate();
    }

    /** The root for SM2, once somebody has chosen it. */
    public Optional<X509Certificate> sm2Root() {
        return keys.findRoot(KeyFamily.SM2).map(VaultKey::certificate);
    }

    /** Whether everything rests on keys made on a first start, which people should be told. */
    public boolean demo() {
        return AuthorityKeys.isDemo(keys.root(KeyFamily.ECDSA));
    }

    /** The acquirer's authority for terminals, made when first asked for. */
    public X509Certificate terminalAuthority(String acquirer) {
        return terminalIssuer(KeyFamily.ECDSA, acquirer).certificate();
    }

    /** Root, authorities and seal that receipts of this acquirer rest on now, if they are signed in this family. */
    Map<Role, X509Certificate> basis(KeyFamily family, String acquirer) {
        Map<Role, X509Certificate> basis = new EnumMap<>(Role.class);
        basis.put(Role.ROOT, keys.root(family).certificate());
        basis.put(Role.TERMINAL_CA, terminalIssuer(family, acquirer).certificate());
        basis.put(
                Role.SEAL_CA, keys.platformAuthority(family, AuthorityKind.SEAL).certificate());
        basis.put(Role.SEAL, keys.seal(family).certificate());
        return basis;
    }

    /** Certifies a terminal's key for as long as the installation says. The caller stores the certificate and has its issue logged. */
    public X509Certificate certify(TerminalSubject subject, PublicKey key) {
        VaultKey issuer = terminalIssuer(KeyFamily.of(key), subject.acquirer());
        return profile.terminal(
                issuer,
                new Applicant(subject.toName(), key),
                Period.within(issuer, clock.instant(), installation.terminalLife()),
                new CertificateProfile.Addresses(installation.base()));
    }

    /** A new key with a certificate of 90 days for the HTTPS listener. */
    VaultKey certifyServer(String host, GeneralNames names) {
        VaultKey issuer = serverIssuer();
        KeyPair pair = profile.generateKey(KeyFamily.ECDSA);
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, host).build();
        Period period = Period.within(issuer, clock.instant().minus(SERVER_BACKDATED), SERVER_LIFE);
        return new VaultKey(
                pair.getPrivate(), profile.server(issuer, new Applicant(subject, pair.getPublic()), names, period));
    }

    VaultKey serverIssuer() {
        return keys.platformAuthority(KeyFamily.ECDSA, AuthorityKind.TLS);
    }

    /** The authority with this thumbprint, also one that issues no more; nothing if its key is not here. */
    Optional<VaultKey> issuer(String thumbprint) {
        VaultKey known = issuers.get(thumbprint);
        if (known != null) {
            return Optional.of(known);
        }
        if (certificates
                .find(thumbprint)
                .filter(stored -> stored.role().isAuthority())
                .isEmpty()) {
            return Optional.empty();
        }
        Optional<VaultKey> found = vault.authority(thumbprint);
        found.ifPresent(key -> issuers.put(thumbprint, key));
        return found;
    }

    /** The key that answers about what the authority has issued. */
    VaultKey responder(VaultKey issuer) {
        return keys.responder(issuer);
    }

    private VaultKey terminalIssuer(KeyFamily family, String acquirer) {
        VaultKey issuer = keys.authority(family, AuthorityKind.TERMINAL, acquirer);
        certificates.store(Role.TERMINAL_CA, issuer.certificate());
        return issuer;
    }
}
