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
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.StoredCertificate.Role;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.service.AuthorityKeys.Installation;
import org.tallystick.enrolment.service.CertificateProfile.Applicant;
import org.tallystick.enrolment.service.CertificateProfile.Period;
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
    private volatile @Nullable SealKey seal;
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
        List<String> known = certificates.thumbprints(Role.ROOT);
        X509Certificate root = keys.open(!known.isEmpty()).certificate();
        if (!known.isEmpty() && !known.contains(StoredCertificate.thumbprint(root))) {
            throw new IllegalStateException(
                    "The database knows another root certificate than the data directory's keys:"
                            + " they come from different installations or backups. Restore the two together.");
        }
        certificates.store(Role.ROOT, root);
        certificates.store(
                Role.TLS_CA, keys.platformAuthority(AuthorityKind.TLS).certificate());
        renewSeal();
    }

    /** Makes the seal's successor when its time runs out. Call it at least daily. */
    public void renewSeal() {
        sealWith(keys.seal());
    }

    /**
     * Takes the seal's key from its file again: whoever restores the file needs no restart. Makes the successor, if the seal's time
     * has run out.
     *
     * @throws IllegalStateException if the file is missing or cannot be opened; the key in use stays then
     */
    public void reopenSeal() {
        sealWith(keys.sealFromFile());
    }

    private void sealWith(VaultKey key) {
        certificates.store(
                Role.SEAL_CA, keys.platformAuthority(AuthorityKind.SEAL).certificate());
        certificates.store(Role.SEAL, key.certificate());
        seal = new SealKey(key.privateKey(), key.certificate());
    }

    /**
     * The key that seals now; costs nothing.
     *
     * @throws IllegalStateException before {@link #open}
     */
    public SealKey activeSeal() {
        SealKey active = seal;
        if (active == null) {
            throw new IllegalStateException("The certificate authority is not open yet");
        }
        return active;
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
                    Role.TSA_CA, keys.platformAuthority(AuthorityKind.TSA).certificate());
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
                .filter(issuer -> CertificateProfile.isSignedBy(certificate, issuer))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The issuer of the timestamp key is not stored"));
    }

    public X509Certificate root() {
        return keys.root().certificate();
    }

    /** Whether everything rests on keys made on a first start, which people should be told. */
    public boolean demo() {
        return AuthorityKeys.isDemo(keys.root());
    }

    /** The acquirer's authority for terminals, made when first asked for. */
    public X509Certificate terminalAuthority(String acquirer) {
        return terminalIssuer(acquirer).certificate();
    }

    /** Root, authorities and seal that receipts of this acquirer rest on now. */
    Map<Role, X509Certificate> basis(String acquirer) {
        Map<Role, X509Certificate> basis = new EnumMap<>(Role.class);
        basis.put(Role.ROOT, root());
        basis.put(Role.TERMINAL_CA, terminalAuthority(acquirer));
        basis.put(Role.SEAL_CA, keys.platformAuthority(AuthorityKind.SEAL).certificate());
        basis.put(Role.SEAL, activeSeal().certificate());
        return basis;
    }

    /** Certifies a terminal's key for as long as the installation says. The caller stores the certificate and has its issue logged. */
    public X509Certificate certify(TerminalSubject subject, PublicKey key) {
        VaultKey issuer = terminalIssuer(subject.acquirer());
        return profile.terminal(
                issuer,
                new Applicant(subject.toName(), key),
                Period.within(issuer, clock.instant(), installation.terminalLife()),
                new CertificateProfile.Addresses(installation.base()));
    }

    /** A new key with a certificate of 90 days for the HTTPS listener. */
    VaultKey certifyServer(String host, GeneralNames names) {
        VaultKey issuer = serverIssuer();
        KeyPair pair = profile.generateKey();
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, host).build();
        Period period = Period.within(issuer, clock.instant().minus(SERVER_BACKDATED), SERVER_LIFE);
        return new VaultKey(
                pair.getPrivate(), profile.server(issuer, new Applicant(subject, pair.getPublic()), names, period));
    }

    VaultKey serverIssuer() {
        return keys.platformAuthority(AuthorityKind.TLS);
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

    private VaultKey terminalIssuer(String acquirer) {
        VaultKey issuer = keys.authority(AuthorityKind.TERMINAL, acquirer);
        certificates.store(Role.TERMINAL_CA, issuer.certificate());
        return issuer;
    }
}
