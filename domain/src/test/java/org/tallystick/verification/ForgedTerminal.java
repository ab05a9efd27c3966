package org.tallystick.verification;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;

/**
 * Certificates under which no honest platform accepts a bill, and the receipts that a dishonest one makes with them all the same:
 * sealed, in its ledger, and timestamped.
 */
public enum ForgedTerminal {
    /** The right subject, certified by somebody else's root. */
    WRONG_ISSUER,
    /** Another terminal's certificate. */
    WRONG_TERMINAL,
    /** A certificate of the platform, but for sealing. */
    WRONG_USAGE,
    /** Certified over RSA with 1024 bits. */
    WEAK_KEY,
    /** A key that nobody has certified; the file holds no certificate for it. */
    UNKNOWN,
    /** Certified, and reported stolen an hour before; the list that says so is in the file. */
    STOLEN_BEFORE;

    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final TestCertificate ELSEWHERE = TestCertificate.root("Root");
    private static final TestCertificate FOREIGN = ELSEWHERE.authority(CertificateRole.TERMINAL);

    private final Map<String, TestCertificate> made = new LinkedHashMap<>();

    /** What the reader of the receipts trusts. */
    public static VerificationContext context(Instant at) {
        return VerificationContext.offline(PLATFORM.anchors(), at);
    }

    /** A day after the receipts are made. */
    public static Instant today() {
        return TestPlatform.NOW.plus(Duration.ofDays(1));
    }

    /** A bill signed under it, whatever the bill says. */
    public SignedBill sign(byte[] payload, Map<String, Object> header) {
        Map<String, Object> changed = new LinkedHashMap<>(header);
        changed.put("x5t#S256", Base64Url.encode(key().thumbprint()));
        JwsEntry unsigned = new JwsEntry(Base64Url.encode(JsonWriter.write(changed)), "");
        byte[] signature = TestCertificate.SUITE.sign(
                key().pair().getPrivate(), key().algorithm(), unsigned.signingInput(Base64Url.encode(payload)));
        JwsEntry entry = new JwsEntry(unsigned.protectedHeader(), Base64Url.encode(signature));
        return SignedBill.of(payload, Optional.of(entry), List.of(), Optional.empty());
    }

    /** The receipt of a dishonest platform, with timestamps until that time. */
    public ReceiptFile receipt(Instant until) {
        TestReceipt receipt = PLATFORM.receipt().terminal(key());
        if (this == WRONG_ISSUER) {
            receipt.issuers(FOREIGN, PLATFORM.sealAuthority, ELSEWHERE);
        }
        ReceiptFile file = receipt.file();
        if (this == UNKNOWN) {
            file = new ReceiptFile(
                    file.receipt(),
                    file.proof(),
                    file.certificates().stream()
                            .filter(one -> !one.equals(key().certificate()))
                            .toList(),
                    file.parts());
        }
        return this == STOLEN_BEFORE ? listed(file, until) : TestStamps.until(PLATFORM, file, until);
    }

    private ReceiptFile listed(ReceiptFile file, Instant until) {
        Revocation stolen =
                new Revocation(RevocationReason.KEY_COMPROMISE, TestPlatform.NOW.minus(Duration.ofHours(1)));
        TestStamps stamps =
                new TestStamps(PLATFORM, file).listing(PLATFORM.terminalAuthority, key().certificate(), stolen);
        for (Instant at = TestPlatform.NOW.plusSeconds(60); at.isBefore(until); at = at.plus(Duration.ofDays(730))) {
            stamps.at(at);
        }
        return stamps.file();
    }

    private synchronized TestCertificate key() {
        return made.computeIfAbsent(name(), name -> make());
    }

    private TestCertificate make() {
        String other = TestPlatform.SUBJECT.replace("10240017", "10240018");
        return switch (this) {
            case WRONG_ISSUER, UNKNOWN -> FOREIGN.signer(CertificateRole.TERMINAL, TestPlatform.SUBJECT);
            case WRONG_TERMINAL -> PLATFORM.terminalAuthority.signer(CertificateRole.TERMINAL, other);
            case WRONG_USAGE -> PLATFORM.sealAuthority.signer(CertificateRole.SEAL, TestPlatform.SUBJECT);
            case WEAK_KEY -> weak();
            case STOLEN_BEFORE -> PLATFORM.terminalAuthority.signer(CertificateRole.TERMINAL, TestPlatform.SUBJECT);
        };
    }

    private static TestCertificate weak() {
        KeyPair strong = TestCertificate.SUITE.generate(SignatureAlgorithm.ES256);
        TestCertificate certified = PLATFORM.terminalAuthority.certify(
                weakKey(), TestCertificate.Profile.signer(TestPlatform.SUBJECT, CertificateRole.TERMINAL));
        return new TestCertificate(strong, SignatureAlgorithm.ES256, certified.certificate());
    }

    /** RSA with 1024 bits. */
    public static KeyPair weakKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
