package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
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
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.service.CertificateAuthority;
import org.tallystick.enrolment.service.InstitutionAlgorithms;
import org.tallystick.enrolment.service.SealKey;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
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
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RETRY_SECONDS = 30;

    private final CertificateAuthority authority;
    private final SignatureSuite suite;
    private final Settings settings;
    private final PartsCipher cipher;
    private final SealBreaker breaker;
    private final InstitutionAlgorithms algorithms;
    private final ClockWatch watch;
    private final Clock clock;
    private final Map<KeyAlgorithm, Seal> seals = new ConcurrentHashMap<>();

    @Inject
    Sealer(
            CertificateAuthority authority,
            SignatureSuite suite,
            Settings settings,
            PartsCipher cipher,
            SealBreaker breaker,
            InstitutionAlgorithms algorithms,
            ClockWatch watch,
            Clock clock) {
        this.authority = authority;
        this.suite = suite;
        this.settings = settings;
        this.cipher = cipher;
        this.breaker = breaker;
        this.algorithms = algorithms;
        this.watch = watch;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Sealer() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Tries a seal key that failed before, as its file holds it now; it is in service again when it signs something that verifies. */
    void probe() {
        breaker.probe(() -> {
            authority.reopenSeal();
            byte[] input = new byte[32];
            RANDOM.nextBytes(input);
            for (SealKey key : authority.activeSeals()) {
                signed(prepared(key), input, clock.instant());
            }
            return true;
        });
    }

    /**
     * Nothing leaves that nobody could verify (FAILURES.md 12): neither a signature that a failing device or a mixed-up key file has
     * made, nor one under a certificate that has ended.
     */
    private byte[] signed(Seal key, byte[] input, Instant at) {
        if (at.isAfter(key.key().certificate().getNotAfter().toInstant())) {
            throw new IllegalStateException("the certificate of the platform's seal has ended");
        }
        byte[] signature = suite.sign(key.key().privateKey(), key.algorithm(), input);
        if (!suite.verify(key.publicKey(), key.algorithm(), input, signature)) {
            throw new IllegalStateException(
                    "what the platform's signing key signs does not verify with its certificate:"
                            + " key and certificate do not belong together, or the device that holds the key errs");
        }
        return signature;
    }

    /** @throws Problem not-confirmed while the platform's key does not sign, or its clock is known to be off */
    SealedBill seal(Intake intake) {
        requireRightClock();
        Seal key = seal(algorithms.seal(intake.bill().acquirer()));
        String number = ReceiptNumber.create(YearMonth.from(intake.arrival().atOffset(ZoneOffset.UTC)), RANDOM);
        SealHeader header = new SealHeader(
                key.algorithm(),
                intake.verified() && intake.cause().isEmpty() ? Typ.RECEIPT : Typ.UNSIGNED,
                key.thumbprint(),
                intake.arrival().getEpochSecond(),
                settings.audience(),
                statement(intake, number));
        String payload = intake.sent().payloadB64();
        String protectedHeader = header.encode();
        byte[] input = (protectedHeader + "." + payload).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = breaker.sign(() -> signed(key, input, intake.arrival()));
        JwsEntry seal = new JwsEntry(protectedHeader, Base64Url.encode(signature));
        Receipt receipt = Receipt.assemble(payload, intake.terminalEntry(), seal);
        return new SealedBill(
                intake, number, receipt, cipher.encrypt(intake.sent().parts(), receipt.digest()));
    }

    /**
     * Signs a statement of the platform's own, with ECDSA.
     *
     * @throws Problem not-confirmed while the platform's key does not sign, or its clock is known to be off
     */
    SignedStatement sign(String typ, byte[] payload, Instant now) {
        requireRightClock();
        Seal key = seal(KeyAlgorithm.ES256);
        BillHeader header =
                new BillHeader(key.algorithm(), key.thumbprint(), now.getEpochSecond(), settings.audience());
        String protectedHeader = header.encode(typ);
        String payloadB64 = Base64Url.encode(payload);
        byte[] input = new JwsEntry(protectedHeader, "").signingInput(payloadB64);
        byte[] signature = breaker.sign(() -> signed(key, input, now));
        return new SignedStatement(payloadB64, new JwsEntry(protectedHeader, Base64Url.encode(signature)));
    }

    /** The active key of this algorithm, with its certificate alone, as one that signs exports: what it signs is verified like a seal. */
    ExportSigner exporter(KeyAlgorithm algorithm, Instant now) {
        Seal key = seal(algorithm);
        return new ExportSigner(
                key.algorithm(),
                List.of(key.key().certificate()),
                now,
                input -> breaker.sign(() -> signed(key, input, now)));
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

    /** The active seal key with what every header needs of it; worked out once for each key. */
    private record Seal(SealKey key, PublicKey publicKey, SignatureAlgorithm algorithm, byte[] thumbprint) {}

    private Seal seal(KeyAlgorithm algorithm) {
        SealKey active = authority.activeSeal(algorithm);
        Seal known = seals.get(algorithm);
        if (known == null || known.key() != active) {
            known = prepared(active);
            seals.put(algorithm, known);
        }
        return known;
    }

    private Seal prepared(SealKey key) {
        X509Certificate certificate = key.certificate();
        try {
            return new Seal(
                    key,
                    suite.publicKey(certificate.getPublicKey().getEncoded()),
                    SignatureAlgorithm.of(certificate.getPublicKey()),
                    Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the seal certificate has no DER form", e);
        }
    }

    private static SealStatement statement(Intake intake, String number) {
        return new SealStatement(
                number,
                intake.status(),
                intake.cause(),
                Channel.REST,
                intake.late(),
                intake.terminalEntry().map(JwsEntry::digest),
                intake.isSignedLater());
    }
}
