package org.tallystick.enrolment.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.service.CertificateProfile.Applicant;
import org.tallystick.enrolment.service.CertificateProfile.Period;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Settings;

/**
 * The keys that certify and seal: root, issuing authorities and seal, of each family that is in use. Makes what is missing, and a successor
 * before a key's certificate could shorten what it issues.
 *
 * <p>Keys made under a demonstration root say so in their names; a root made here always does.
 */
final class AuthorityKeys {
    private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365L + 5);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(5 * 365L + 1);
    private static final Duration AUTHORITY_RESERVE = Duration.ofDays(400);
    private static final Duration SEAL_LIFE = Duration.ofDays(365);
    private static final Duration SEAL_OVERLAP = Duration.ofDays(30);
    private static final Duration RESPONDER_LIFE = Duration.ofDays(90);
    private static final Duration RESPONDER_OVERLAP = Duration.ofDays(30);
    /** The key is replaced each year; its certificate outlives it, so that what it has stamped needs no renewal for two years more. */
    private static final Duration STAMP_LIFE = Duration.ofDays(3 * 365L);

    private static final Duration STAMP_OVERLAP = Duration.ofDays(2 * 365L);
    /** So that a reader whose clock is slow can use an authority at once. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final String DEMO = "DEMO";
    private static final String ROOT = "root";
    private static final String SEAL = "seal";
    private static final String STAMP = "tsa";

    private final KeyVault vault;
    private final CertificateProfile profile;
    private final Clock clock;
    private final Installation installation;
    private final Predicate<X509Certificate> ended;
    /** Guarded by this. */
    private final Map<String, VaultKey> current = new HashMap<>();
    /** Each set once, by {@link #open}. */
    private final Map<KeyFamily, VaultKey> roots = new ConcurrentHashMap<>();

    /**
     * Which installation this is.
     *
     * @param host organisation in the names of the platform's own certificates
     * @param production whether demonstration keys are refused
     * @param base public address, for what certificates say about their revocation
     * @param terminalLife how long a terminal's certificate lives
     */
    record Installation(String host, boolean production, String base, Duration terminalLife) {
        /** With the usual address and the usual life. */
        Installation(String host, boolean production) {
            this(host, production, "https://" + host, Duration.ofDays(365));
        }

        static Installation of(Settings settings) {
            return new Installation(
                    settings.host(), settings.production(), settings.baseUrl(), settings.certificateLife());
        }
    }

    /** @param ended whether a certificate, or its issuer's, is revoked: its key is replaced */
    AuthorityKeys(
            KeyVault vault,
            CertificateProfile profile,
            Clock clock,
            Installation installation,
            Predicate<X509Certificate> ended) {
        this.ended = ended;
        this.vault = vault;
        this.profile = profile;
        this.clock = clock;
        this.installation = installation;
    }

    /**
     * @param rootKnown whether the database knows a root of this family already
     * @throws IllegalStateException if the root is lost, or a demonstration key in production
     */
    synchronized VaultKey open(KeyFamily family, boolean rootKnown) {
        VaultKey opened = accept(vault.newest(family.purpose(ROOT)).orElseGet(() -> createRoot(family, rootKnown)));
        roots.put(family, opened);
        return opened;
    }

    /** Whether this family's root is there or may be made; in production it has to be installed. */
    boolean mayOpen(KeyFamily family) {
        return !installation.production() || vault.newest(family.purpose(ROOT)).isPresent();
    }

    /** The root, if it is open. */
    Optional<VaultKey> findRoot(KeyFamily family) {
        return Optional.ofNullable(roots.get(family));
    }

    VaultKey root(KeyFamily family) {
        return findRoot(family)
                .orElseThrow(() -> new IllegalStateException("The certificate authority is not open yet"));
    }

    /** The authority that issues now; for terminals the organisation is the acquirer. */
    VaultKey authority(KeyFamily family, AuthorityKind kind, String organisation) {
        String purpose = family.purpose(kind.name().toLowerCase(Locale.ROOT) + "-ca")
                + (kind == AuthorityKind.TERMINAL ? "-" + organisation : "");
        Duration reserve = kind == AuthorityKind.TSA ? STAMP_LIFE.plusDays(1) : AUTHORITY_RESERVE;
        return current(purpose, reserve, () -> createAuthority(family, kind, organisation));
    }

    VaultKey platformAuthority(KeyFamily family, AuthorityKind kind) {
        return authority(family, kind, installation.host());
    }

    VaultKey seal(KeyFamily family) {
        VaultKey issuer = platformAuthority(family, AuthorityKind.SEAL);
        return current(family.purpose(SEAL), SEAL_OVERLAP, () -> createSeal(family, issuer));
    }

    /** The same, from the key's file: what is in memory may be a key that does not sign. */
    synchronized VaultKey sealFromFile(KeyFamily family) {
        current.remove(family.purpose(SEAL));
        vault.forget(family.purpose(SEAL));
        return seal(family);
    }

    /** The key that timestamps (RFC 3161 section 2.3: for nothing else). */
    VaultKey stamp() {
        VaultKey issuer = platformAuthority(KeyFamily.ECDSA, AuthorityKind.TSA);
        return current(STAMP, STAMP_OVERLAP, () -> createStamp(issuer));
    }

    /** The key that answers about what this authority has issued (THREATS.md section 5). */
    VaultKey responder(VaultKey issuer) {
        String name = StoredCertificate.thumbprint(issuer.certificate());
        String purpose = "ocsp-" + HexFormat.of().formatHex(Sha256.of(name.getBytes(US_ASCII)), 0, 8);
        return current(purpose, RESPONDER_OVERLAP, () -> createResponder(issuer));
    }

    private synchronized VaultKey current(String purpose, Duration reserve, Supplier<VaultKey> successor) {
        Instant limit = clock.instant().plus(reserve);
        VaultKey key = Optional.ofNullable(current.get(purpose))
                .or(() -> vault.newest(purpose))
                .filter(known -> isLasting(known, limit))
                .orElseGet(() -> add(purpose, successor.get()));
        current.put(purpose, accept(key));
        return key;
    }

    private boolean isLasting(VaultKey key, Instant limit) {
        return key.certificate().getNotAfter().toInstant().isAfter(limit) && !ended.test(key.certificate());
    }

    private VaultKey add(String purpose, VaultKey key) {
        vault.add(purpose, key);
        return key;
    }

    private VaultKey createRoot(KeyFamily family, boolean rootKnown) {
        if (rootKnown) {
            throw new IllegalStateException(
                    "The database knows a root certificate, but the data directory holds no root key. Restore the keys"
                            + " from the backup; new ones would orphan every certificate issued so far.");
        }
        if (installation.production()) {
            throw new IllegalStateException(
                    "tallystick.profile is production, but there are no keys. Install the keys of a"
                            + " key ceremony; only the demo profile makes keys by itself.");
        }
        Instant from = clock.instant().minus(BACKDATED);
        X500Name name = name(DEMO + " " + family.title("Root CA"), installation.host());
        return add(family.purpose(ROOT), profile.root(family, name, new Period(from, from.plus(ROOT_LIFE))));
    }

    private VaultKey createAuthority(KeyFamily family, AuthorityKind kind, String organisation) {
        KeyPair pair = profile.generateKey(family);
        Applicant applicant = new Applicant(nameBelowRoot(family, kind.title(), organisation), pair.getPublic());
        Period period = Period.within(root(family), clock.instant().minus(BACKDATED), AUTHORITY_LIFE);
        X509Certificate certificate = profile.issuing(root(family), applicant, kind.purpose(), period);
        return new VaultKey(pair.getPrivate(), certificate);
    }

    private VaultKey createSeal(KeyFamily family, VaultKey issuer) {
        KeyPair pair = profile.generateKey(family);
        Applicant applicant = new Applicant(nameBelowRoot(family, "Seal", installation.host()), pair.getPublic());
        Period period = Period.within(issuer, clock.instant(), SEAL_LIFE);
        X509Certificate certificate = profile.signer(issuer, applicant, AuthorityKind.SEAL.purpose(), period);
        return new VaultKey(pair.getPrivate(), certificate);
    }

    private VaultKey createStamp(VaultKey issuer) {
        KeyPair pair = profile.generateKey(KeyFamily.ECDSA);
        Applicant applicant =
                new Applicant(nameBelowRoot(KeyFamily.ECDSA, "TSA", installation.host()), pair.getPublic());
        Period period = Period.within(issuer, clock.instant(), STAMP_LIFE);
        X509Certificate certificate = profile.signer(issuer, applicant, AuthorityKind.TSA.purpose(), period);
        return new VaultKey(pair.getPrivate(), certificate);
    }

    private VaultKey createResponder(VaultKey issuer) {
        KeyFamily family = KeyFamily.of(issuer.certificate());
        KeyPair pair = profile.generateKey(family);
        Applicant applicant = new Applicant(nameBelowRoot(family, "OCSP", installation.host()), pair.getPublic());
        Period period = Period.within(issuer, clock.instant().minus(BACKDATED), RESPONDER_LIFE);
        return new VaultKey(pair.getPrivate(), profile.responder(issuer, applicant, period));
    }

    private VaultKey accept(VaultKey key) {
        if (installation.production() && isDemo(key)) {
            throw new IllegalStateException(
                    "tallystick.profile is production, but the keys were made on a first start for"
                            + " demonstration. Install the keys of a key ceremony, or set tallystick.profile=demo.");
        }
        return key;
    }

    private X500Name nameBelowRoot(KeyFamily family, String title, String organisation) {
        String full = family.title(title);
        return name(isDemo(root(family)) ? DEMO + " " + full : full, organisation);
    }

    private static X500Name name(String title, String organisation) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, "Tallystick " + title)
                .build();
    }

    static boolean isDemo(VaultKey key) {
        return key.certificate().getSubjectX500Principal().getName().contains(DEMO);
    }
}
