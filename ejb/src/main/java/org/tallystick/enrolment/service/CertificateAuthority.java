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
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.tallystick.enrolment.StoredCertificate.Role;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.service.AuthorityKeys.Installation;
import org.tallystick.enrolment.service.CertificateProfile.Applicant;
import org.tallystick.enrolment.service.CertificateProfile.Period;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
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
    private static final Logger LOG = Logger.getLogger(CertificateAuthority.class.getName());
    private static final Duration SERVER_LIFE = Duration.ofDays(90);
    private static final Duration SERVER_BACKDATED = Duration.ofHours(1);

    private final KeyVault vault;
    private final AuthorityKeys keys;
    private final PlatformRoots roots;
    private final StampKeys stamps;
    private final CertificateRepository certificates;
    private final Clock clock;
    private final Installation installation;
    private final CertificateProfile profile = new CertificateProfile(new SecureRandom());

    @Inject
    CertificateAuthority(
            KeyVault vault, CertificateRepository certificates, Ceremonies ceremonies, Settings settings, Clock clock) {
        this(vault, certificates, ceremonies, Installation.of(settings), clock);
    }

    CertificateAuthority(
            KeyVault vault,
            CertificateRepository certificates,
            Ceremonies ceremonies,
            Installation installation,
            Clock clock) {
        this.vault = vault;
        this.keys = new AuthorityKeys(vault, profile, clock, installation, certificates::isEnded, ceremonies::made);
        this.roots = new PlatformRoots(keys, certificates);
        this.stamps = new StampKeys(keys, certificates);
        this.certificates = certificates;
        this.clock = clock;
        this.installation = installation;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateAuthority() {
        this.vault = null;
        this.keys = null;
        this.roots = null;
        this.stamps = null;
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
        roots.open(KeyFamily.ECDSA);
        renewPlatformAuthorities();
    }

    /**
     * Has root and authorities for SM2, made when first asked for: they serve whoever chooses SM2.
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
        if (sm2Root().isEmpty()) {
            roots.open(KeyFamily.SM2);
            renewPlatformAuthorities();
        }
    }

    /** The families in use. */
    List<KeyFamily> families() {
        return roots.families();
    }

    /** Makes successors of the platform's own authorities when their time runs out, and the root's key is here. */
    void renewPlatformAuthorities() {
        goingOn(AuthorityKind.TLS, () -> storeAuthority(Role.TLS_CA, serverIssuer()));
        families()
                .forEach(family -> goingOn(
                        AuthorityKind.SEAL,
                        () -> storeAuthority(Role.SEAL_CA, keys.platformAuthority(family, AuthorityKind.SEAL))));
    }

    /** Neither a device that is away nor a root that is not here stops the platform: the page of keys has to run to mend it. */
    private static void goingOn(AuthorityKind kind, Runnable renewal) {
        try {
            renewal.run();
        } catch (KeyDeviceFault | Problem e) {
            LOG.log(Level.WARNING, "The platform goes on without its " + kind.title() + " until it is back", e);
        }
    }

    private VaultKey storeAuthority(Role role, VaultKey authority) {
        certificates.store(role, authority.certificate());
        return authority;
    }

    /**
     * A new key that can seal, its certificate stored; whether it does is {@link SealKeys}' choice.
     *
     * @param inDevice whether it is made in the device for keys
     */
    VaultKey makeSeal(KeyFamily family, String purpose, boolean inDevice) {
        storeAuthority(Role.SEAL_CA, keys.platformAuthority(family, AuthorityKind.SEAL));
        VaultKey made = keys.makeSeal(family, purpose, inDevice);
        certificates.store(Role.SEAL, made.certificate());
        return made;
    }

    /** How long before its end a seal has a successor. */
    Duration sealOverlap() {
        return installation.seal().overlap();
    }

    /**
     * Has an authority followed by another that issues from now on. The older one answers for what it has issued, to its end.
     *
     * @param organisation for terminals the acquirer
     * @throws Problem forbidden if the root's key is not here
     */
    X509Certificate succeed(KeyFamily family, AuthorityKind kind, String organisation) {
        return storeAuthority(kind.stored(), keys.succeed(family, kind, organisation))
                .certificate();
    }

    /** Another key that answers OCSP about what this authority has issued, from now on; nothing if the authority's key is not here. */
    Optional<X509Certificate> succeedResponder(String authority) {
        return issuer(authority).map(key -> keys.succeedResponder(key).certificate());
    }

    /**
     * The key that timestamps now, made when first asked for and each year again.
     *
     * @throws IllegalStateException before {@link #open}
     */
    public StampKey stampKey() {
        return stamps.current();
    }

    /** The family's root, whose key need not be here. */
    RootHolder rootHolder(KeyFamily family) {
        return roots.of(family);
    }

    public X509Certificate root() {
        return rootHolder(KeyFamily.ECDSA).certificate();
    }

    /** The authority that certifies seals of this family now. */
    X509Certificate sealAuthority(KeyFamily family) {
        return keys.platformAuthority(family, AuthorityKind.SEAL).certificate();
    }

    /** The root for SM2, once somebody has chosen it. */
    public Optional<X509Certificate> sm2Root() {
        return roots.of(KeyFamily.SM2).find();
    }

    /** Whether everything rests on keys made on a first start, which people should be told. */
    public boolean demo() {
        return AuthorityKeys.isDemo(root());
    }

    /** The acquirer's authority for terminals, made when first asked for. */
    public X509Certificate terminalAuthority(String acquirer) {
        return terminalAuthority(KeyFamily.ECDSA, acquirer);
    }

    X509Certificate terminalAuthority(KeyFamily family, String acquirer) {
        return terminalIssuer(family, acquirer).certificate();
    }

    /**
     * Root and authorities that receipts of this acquirer rest on now, if they are signed in this family. An acquirer that has no
     * authority, when none can be made without the root's key, has no terminals either.
     */
    Map<Role, X509Certificate> basis(KeyFamily family, String acquirer) {
        roots.follow(family);
        Map<Role, X509Certificate> basis = new EnumMap<>(Role.class);
        basis.put(Role.ROOT, roots.of(family).certificate());
        try {
            basis.put(Role.TERMINAL_CA, terminalIssuer(family, acquirer).certificate());
        } catch (Problem | IllegalStateException e) {
            LOG.log(Level.WARNING, "There is no authority for terminals of " + acquirer, e);
        }
        try {
            basis.put(Role.SEAL_CA, sealAuthority(family));
        } catch (KeyDeviceFault | Problem e) {
            LOG.log(Level.FINE, "The authority for seals is told when it is back", e);
        }
        return basis;
    }

    /**
     * Certifies a terminal's key for as long as the installation says. The caller stores the certificate and has its issue logged.
     *
     * @throws Problem not-confirmed if the device that holds the authority's key does not answer
     */
    public X509Certificate certify(TerminalSubject subject, PublicKey key) {
        try {
            VaultKey issuer = terminalIssuer(KeyFamily.of(key), subject.acquirer());
            return profile.terminal(
                    issuer,
                    new Applicant(subject.toName(), key),
                    Period.within(issuer, clock.instant(), installation.terminalLife()),
                    installation.addresses());
        } catch (KeyDeviceFault | RuntimeOperatorException e) {
            LOG.log(Level.WARNING, "The authority for terminals of " + subject.acquirer() + " does not sign", e);
            throw new Problem(
                    ProblemType.NOT_CONFIRMED,
                    "The platform's authority does not sign at present. Nothing was issued; send the same request"
                            + " again.");
        }
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
        Optional<RootHolder> root = roots.find(thumbprint);
        if (root.isPresent()) {
            return root.filter(RootHolder::isHere).map(RootHolder::key);
        }
        return certificates
                .find(thumbprint)
                .filter(stored -> stored.role().isAuthority())
                .flatMap(stored -> vault.authority(thumbprint));
    }

    /** The key that answers about what the authority has issued. */
    VaultKey responder(VaultKey issuer) {
        return keys.responder(issuer);
    }

    private VaultKey terminalIssuer(KeyFamily family, String acquirer) {
        roots.follow(family);
        return storeAuthority(Role.TERMINAL_CA, keys.authority(family, AuthorityKind.TERMINAL, acquirer));
    }
}
