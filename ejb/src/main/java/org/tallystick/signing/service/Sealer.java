package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.service.InstitutionAlgorithms;
import org.tallystick.enrolment.service.SealKey;
import org.tallystick.enrolment.service.SealKeys;
import org.tallystick.enrolment.service.SealRotation;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.Cause;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.Typ;
import org.tallystick.signing.export.ExportSigner;
import org.tallystick.timestamping.service.ClockWatch;

/** Gives a bill its receipt number and the platform's seal: the second signature, over the same payload. */
@ApplicationScoped
class Sealer {
    private static final Logger LOG = Logger.getLogger(Sealer.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RETRY_SECONDS = 30;

    private final SealKeys keys;
    private final SealRotation rotation;
    private final SignatureSuite suite;
    private final Settings settings;
    private final PartsCipher cipher;
    private final InstitutionAlgorithms algorithms;
    private final ClockWatch watch;
    private final Clock clock;
    /** By serial number of the certificate. */
    private final Map<BigInteger, Seal> seals = new ConcurrentHashMap<>();

    @Inject
    Sealer(
            SealKeys keys,
            SealRotation rotation,
            SignatureSuite suite,
            Settings settings,
            PartsCipher cipher,
            InstitutionAlgorithms algorithms,
            ClockWatch watch,
            Clock clock) {
        this.keys = keys;
        this.rotation = rotation;
        this.suite = suite;
        this.settings = settings;
        this.cipher = cipher;
        this.algorithms = algorithms;
        this.watch = watch;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Sealer() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Tries every key that may seal; one that failed before is in service again when it signs something that verifies. */
    void probe() {
        if (keys.failure().filter(failure -> failure.standIn().isEmpty()).isPresent()) {
            renew();
        }
        keys.probe(key -> {
            byte[] input = new byte[32];
            RANDOM.nextBytes(input);
            signed(known(key), input, clock.instant());
        });
    }

    /** Nothing seals: perhaps all keys have ended, and a successor can be made. */
    private void renew() {
        try {
            rotation.renew();
        } catch (Problem | IllegalStateException e) {
            LOG.log(Level.WARNING, "No key seals, and no successor can be made at present", e);
        }
    }

    /**
     * Nothing leaves that nobody could verify (FAILURES.md 12): neither a signature that a failing device or a mixed-up key file has
     * made, nor one under a certificate that has ended. What is verified of a key's signatures says {@link SealSampling}.
     */
    private byte[] signed(Seal key, byte[] input, Instant at) {
        if (at.isAfter(key.notAfter())) {
            throw new IllegalStateException("the certificate of the platform's seal has ended");
        }
        byte[] signature = key.signer().sign(key.privateKey(), key.algorithm(), input);
        if (!key.sampling().isDue()) {
            return signature;
        }
        if (!suite.verify(key.publicKey(), key.algorithm(), input, signature)) {
            throw new IllegalStateException(
                    "what the platform's signing key signs does not verify with its certificate:"
                            + " key and certificate do not belong together, or the device that holds the key errs");
        }
        key.sampling().passed();
        return signature;
    }

    /** @throws Problem not-confirmed while no key of the platform signs, or its clock is known to be off */
    SealedBill seal(Intake intake) {
        requireRightClock();
        String number = ReceiptNumber.create(YearMonth.from(intake.arrival().atOffset(ZoneOffset.UTC)), RANDOM);
        String payload = intake.sent().payloadB64();
        JwsEntry seal = keys.sign(
                algorithms.seal(intake.bill().acquirer()).jose(), key -> seal(known(key), intake, number, payload));
        Receipt receipt = Receipt.assemble(payload, intake.terminalEntry(), seal);
        byte[] digest = receipt.digest();
        return new SealedBill(
                intake, number, receipt, digest, cipher.encrypt(intake.sent().parts(), digest));
    }

    private JwsEntry seal(Seal key, Intake intake, String number, String payload) {
        SealHeader header = new SealHeader(
                key.algorithm(),
                intake.verified() && intake.cause().isEmpty() ? Typ.RECEIPT : Typ.UNSIGNED,
                key.thumbprint(),
                intake.arrival().getEpochSecond(),
                settings.audience(),
                statement(intake, number));
        String protectedHeader = header.encode();
        byte[] input = (protectedHeader + "." + payload).getBytes(StandardCharsets.US_ASCII);
        return new JwsEntry(protectedHeader, Base64Url.encode(signed(key, input, intake.arrival())));
    }

    /**
     * Signs a statement of the platform's own, with ECDSA.
     *
     * @throws Problem not-confirmed while no key of the platform signs, or its clock is known to be off
     */
    SignedStatement sign(String typ, byte[] payload, Instant now) {
        requireRightClock();
        String payloadB64 = Base64Url.encode(payload);
        return keys.sign(KeyAlgorithm.ES256.jose(), candidate -> {
            Seal key = known(candidate);
            BillHeader header =
                    new BillHeader(key.algorithm(), key.thumbprint(), now.getEpochSecond(), settings.audience());
            String protectedHeader = header.encode(typ);
            byte[] input = new JwsEntry(protectedHeader, "").signingInput(payloadB64);
            byte[] signature = signed(key, input, now);
            return new SignedStatement(payloadB64, new JwsEntry(protectedHeader, Base64Url.encode(signature)));
        });
    }

    /**
     * The key of this algorithm that seals now, with its certificate alone, as one that signs exports: what it signs is verified like a
     * seal. Whether an export succeeds says nothing about sealing.
     *
     * @return a signer that throws {@link Problem} not-confirmed when the key does not sign
     */
    ExportSigner exporter(KeyAlgorithm algorithm, Instant now) {
        requireRightClock();
        Seal key = orNotExported(() -> known(keys.choose(algorithm.jose())));
        return new ExportSigner(
                key.algorithm(),
                List.of(key.key().certificate()),
                now,
                input -> orNotExported(() -> signed(key, input, now)));
    }

    private static <T> T orNotExported(Supplier<T> signing) {
        try {
            return signing.get();
        } catch (IllegalStateException e) {
            throw new Problem(ProblemType.NOT_CONFIRMED, "The platform's key does not sign exports at present.")
                    .with("retryAfter", RETRY_SECONDS);
        }
    }

    /** A seal says when; a wrong time would stay wrong for ever (THREATS.md 3.4). The till keeps the bill and goes on. */
    private void requireRightClock() {
        if (!watch.maySeal()) {
            throw new Problem(
                            ProblemType.NOT_CONFIRMED,
                            "The platform's clock is off. Nothing of this request was stored; keep the bill, go on selling,"
                                    + " and send the same bytes again.")
                    .with("retryAfter", RETRY_SECONDS);
        }
    }

    /** Seals again under another number, or with another cause: for the rare cases only the group commit can see. */
    SealedBill again(SealedBill sealed, Optional<Cause> cause) {
        Intake intake = sealed.intake();
        return seal(cause.map(intake::because).orElse(intake));
    }

    /** Seals again, stating that the terminal has signed it later: only the group commit can see what was here before. */
    SealedBill signedLater(SealedBill sealed) {
        return sealed.intake().isSignedLater() ? sealed : seal(sealed.intake().signedLater());
    }

    /** A seal key with what every header needs of it, and who signs with it; worked out once for each key. */
    private record Seal(
            SealKey key,
            PrivateKey privateKey,
            PublicKey publicKey,
            SignatureAlgorithm algorithm,
            byte[] thumbprint,
            Instant notAfter,
            SignatureSuite signer,
            SealSampling sampling) {}

    @SuppressWarnings("ReferenceEquality")
    private Seal known(SealKey key) {
        X509Certificate certificate = key.certificate();
        BigInteger name = certificate.getSerialNumber();
        Seal known = seals.get(name);
        if (known == null || known.key() != key) {
            known = seal(key, certificate);
            seals.put(name, known);
        }
        return known;
    }

    private Seal seal(SealKey key, X509Certificate certificate) {
        try {
            SignatureAlgorithm algorithm = SignatureAlgorithm.of(certificate.getPublicKey());
            return new Seal(
                    key,
                    key.device().isPresent() ? key.privateKey() : suite.own(key.privateKey(), algorithm),
                    suite.publicKey(certificate.getPublicKey().getEncoded()),
                    algorithm,
                    Sha256.of(certificate.getEncoded()),
                    certificate.getNotAfter().toInstant(),
                    key.device().map(SignatureSuite::ofDevice).orElse(suite),
                    key.device().isPresent() ? SealSampling.all() : SealSampling.inMemory());
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            throw new IllegalStateException("the seal's key or certificate is of no kind that seals", e);
        }
    }

    private static SealStatement statement(Intake intake, String number) {
        return new SealStatement(
                number,
                intake.status(),
                intake.cause(),
                intake.channel(),
                intake.late(),
                intake.terminalEntry().map(JwsEntry::digest),
                intake.isSignedLater());
    }
}
