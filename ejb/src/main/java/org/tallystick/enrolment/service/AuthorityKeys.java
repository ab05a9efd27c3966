package org.tallystick.enrolment.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
 * The keys that certify, of each family that is in use: root, issuing authorities, those that answer OCSP; and the one that timestamps.
 * Makes what is missing, and a successor before a key's certificate could shorten what it issues ({@link KeySuccession}); makes the keys that seal, which {@link SealKeys} chooses among.
 *
 * <p>Keys made under a demonstration root say so in their names; a root made here always does.
 */
final class AuthorityKeys {
    private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365L + 5);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(5 * 365L + 1);
    private static final Duration AUTHORITY_RESERVE = Duration.ofDays(400);
    private static final Duration RESPONDER_LIFE = Duration.ofDays(90);
    private static final Duration RESPONDER_OVERLAP = Duration.ofDays(30);
    /** The key is replaced each year; its certificate outlives it, so that what it has stamped needs no renewal for two years more. */
    private static final Duration STAMP_LIFE = Duration.ofDays(3 * 365L);

    private static final Duration STAMP_OVERLAP = Duration.ofDays(2 * 365L);
    /** So that a reader whose clock is slow can use an authority at once. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final String DEMO = "DEMO";
    private static final String ROOT = "root";
    private static final String STAMP = "tsa";

    private final KeyVault vault;
    /** Each opened once, by {@link #open}. */
    private final Map<KeyFamily, RootHolder> roots = new EnumMap<>(KeyFamily.class);

    private final CertificateProfile profile;
    private final Clock clock;
    private final Installation installation;
    private final KeySuccession succession;
    private final BiConsumer<String, X509Certificate> made;

    /**
     * Which installation this is.
     *
     * @param host organisation in the names of the platform's own certificates
     * @param production whether demonstration keys are refused
     * @param base public address, for what certificates say about their revocation
     * @param terminalLife how long a terminal's certificate lives
     * @param seal how long a seal's certificate lives, and how long before its end there is a successor
     */
    record Installation(String host, boolean production, String base, Duration terminalLife, SealTimes seal) {
        /** With the usual address and the usual lives. */
        Installation(String host, boolean production) {
            this(host, production, "https://" + host, Duration.ofDays(365), SealTimes.USUAL);
        }

        CertificateProfile.Addresses addresses() {
            return new CertificateProfile.Addresses(base);
        }

        static Installation of(Settings settings) {
            return new Installation(
                    settings.host(),
                    settings.production(),
                    settings.baseUrl(),
                    settings.certificateLife(),
                    SealTimes.of(settings));
        }
    }

    /**
     * @param ended whether a certificate, or its issuer's, is revoked: its key is replaced
     * @param made hears of every key that is made, with its name
     */
    AuthorityKeys(
            KeyVault vault,
            CertificateProfile profile,
            Clock clock,
            Installation installation,
            Predicate<X509Certificate> ended,
            BiConsumer<String, X509Certificate> made) {
        this.succession = new KeySuccession(vault, clock, ended);
        this.made = made;
        this.vault = vault;
        Arrays.stream(KeyFamily.values()).forEach(family -> roots.put(family, new RootHolder(vault)));
        this.profile = profile;
        this.clock = clock;
        this.installation = installation;
    }

    /**
     * @param rootKnown whether the database knows a root of this family already
     * @return the root's certificate; its key need not be here
     * @throws IllegalStateException if the root is lost, or a demonstration key in production
     */
    X509Certificate open(KeyFamily family, boolean rootKnown) {
        X509Certificate opened = accept(vault.newestName(family.purpose(ROOT))
                .flatMap(vault::certificate)
                .orElseGet(() -> createRoot(family, rootKnown).certificate()));
        root(family).opened(opened);
        return opened;
    }

    /** Whether this family's root is there or may be made; in production it has to be installed. */
    boolean mayOpen(KeyFamily family) {
        return !installation.production()
                || vault.newestName(family.purpose(ROOT)).isPresent();
    }

    RootHolder root(KeyFamily family) {
        return Objects.requireNonNull(roots.get(family));
    }

    /** The authority that issues now; for terminals the organisation is the acquirer. */
    VaultKey authority(KeyFamily family, AuthorityKind kind, String organisation) {
        String purpose = purpose(family, kind, organisation);
        Duration reserve = kind == AuthorityKind.TSA ? STAMP_LIFE.plusDays(1) : AUTHORITY_RESERVE;
        return current(
                purpose,
                reserve,
                root(family).certificate(),
                () -> createAuthority(family, purpose, kind, organisation));
    }

    private static String purpose(KeyFamily family, AuthorityKind kind, String organisation) {
        return family.purpose(kind.name().toLowerCase(Locale.ROOT) + "-ca")
                + (kind == AuthorityKind.TERMINAL ? "-" + organisation : "");
    }

    /** A successor that issues from now on; the authority before it goes on to answer for what it has issued. */
    VaultKey succeed(KeyFamily family, AuthorityKind kind, String organisation) {
        String named = kind == AuthorityKind.TERMINAL ? organisation : installation.host();
        String purpose = purpose(family, kind, named);
        return succession.anew(purpose, () -> createAuthority(family, purpose, kind, named));
    }

    VaultKey platformAuthority(KeyFamily family, AuthorityKind kind) {
        return authority(family, kind, installation.host());
    }

    /**
     * A new key that seals.
     *
     * @param inDevice whether it is made in the device for keys
     */
    VaultKey makeSeal(KeyFamily family, String purpose, boolean inDevice) {
        VaultKey issuer = platformAuthority(family, AuthorityKind.SEAL);
        X500Name subject = nameBelowRoot(family, "Seal", installation.host());
        Period period =
                Period.within(issuer, clock.instant(), installation.seal().life());
        return make(
                family,
                purpose,
                inDevice,
                key -> profile.signer(
                        issuer,
                        new Applicant(subject, key),
                        AuthorityKind.SEAL.purpose(),
                        period,
                        installation.addresses()));
    }

    /** The key that timestamps (RFC 3161 section 2.3: for nothing else). */
    VaultKey stamp() {
        VaultKey issuer = platformAuthority(KeyFamily.ECDSA, AuthorityKind.TSA);
        return current(STAMP, STAMP_OVERLAP, issuer.certificate(), () -> createStamp(issuer));
    }

    private VaultKey createStamp(VaultKey issuer) {
        X500Name subject = nameBelowRoot(KeyFamily.ECDSA, "TSA", installation.host());
        Period period = Period.within(issuer, clock.instant(), STAMP_LIFE);
        return make(
                KeyFamily.ECDSA,
                STAMP,
                false,
                key -> profile.signer(
                        issuer,
                        new Applicant(subject, key),
                        AuthorityKind.TSA.purpose(),
                        period,
                        installation.addresses()));
    }

    /** The key that answers about what this authority has issued (THREATS.md section 5). */
    VaultKey responder(VaultKey issuer) {
        String purpose = responderPurpose(issuer.certificate());
        return current(purpose, RESPONDER_OVERLAP, issuer.certificate(), () -> createResponder(purpose, issuer));
    }

    /** Another key that answers from now on. */
    VaultKey succeedResponder(VaultKey issuer) {
        String purpose = responderPurpose(issuer.certificate());
        return succession.anew(purpose, () -> createResponder(purpose, issuer));
    }

    /** Purpose of the keys that answer about what this authority has issued. */
    static String responderPurpose(X509Certificate issuer) {
        String name = StoredCertificate.thumbprint(issuer);
        return "ocsp-" + HexFormat.of().formatHex(Sha256.of(name.getBytes(US_ASCII)), 0, 8);
    }

    private VaultKey current(String purpose, Duration reserve, X509Certificate issuer, Supplier<VaultKey> successor) {
        VaultKey key = succession.current(purpose, reserve, issuer, successor);
        accept(key.certificate());
        return key;
    }

    private VaultKey make(
            KeyFamily family, String purpose, boolean inDevice, Function<PublicKey, X509Certificate> certify) {
        VaultKey key;
        if (inDevice && family.fitsDevice()) {
            key = vault.makeInDevice(purpose, certify);
        } else {
            KeyPair pair = profile.generateKey(family);
            key = new VaultKey(pair.getPrivate(), certify.apply(pair.getPublic()));
            vault.add(purpose, key);
        }
        accept(key.certificate());
        made.accept(vault.newestName(purpose).orElseThrow(), key.certificate());
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
        VaultKey key = profile.root(family, name, new Period(from, from.plus(ROOT_LIFE)));
        vault.add(family.purpose(ROOT), key);
        made.accept(vault.newestName(family.purpose(ROOT)).orElseThrow(), key.certificate());
        return key;
    }

    private VaultKey createAuthority(KeyFamily family, String purpose, AuthorityKind kind, String organisation) {
        VaultKey issuer = root(family).key();
        X500Name subject = nameBelowRoot(family, kind.title(), organisation);
        Period period = Period.within(issuer, clock.instant().minus(BACKDATED), AUTHORITY_LIFE);
        return make(
                family,
                purpose,
                vault.inDevice(purpose),
                key -> profile.issuing(
                        issuer, new Applicant(subject, key), kind.purpose(), period, installation.addresses()));
    }

    private VaultKey createResponder(String purpose, VaultKey issuer) {
        KeyFamily family = KeyFamily.of(issuer.certificate());
        X500Name subject = nameBelowRoot(family, "OCSP", installation.host());
        Period period = Period.within(issuer, clock.instant().minus(BACKDATED), RESPONDER_LIFE);
        return make(
                family,
                purpose,
                vault.inDevice(purpose),
                key -> profile.responder(issuer, new Applicant(subject, key), period));
    }

    private X509Certificate accept(X509Certificate certificate) {
        if (installation.production() && isDemo(certificate)) {
            throw new IllegalStateException(
                    "tallystick.profile is production, but the keys were made on a first start for"
                            + " demonstration. Install the keys of a key ceremony, or set tallystick.profile=demo.");
        }
        return certificate;
    }

    private X500Name nameBelowRoot(KeyFamily family, String title, String organisation) {
        String full = family.title(title);
        return name(isDemo(root(family).certificate()) ? DEMO + " " + full : full, organisation);
    }

    private static X500Name name(String title, String organisation) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, "Tallystick " + title)
                .build();
    }

    static boolean isDemo(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().contains(DEMO);
    }
}
