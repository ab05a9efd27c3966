package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.LateStatement;
import org.tallystick.signing.OriginFlag;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.SigningMethod;
import org.tallystick.signing.Typ;

/** The file of a late signature in the making; untouched it holds. */
public final class TestLate {
    public static final Instant SIGNED = TestPlatform.NOW.plusSeconds(86_400);

    private final TestPlatform platform;
    private final byte[] digest;
    private TestCertificate seal;
    private Set<OriginFlag> flags = Set.of();
    private UnaryOperator<String> afterSealing = UnaryOperator.identity();
    private UnaryOperator<LedgerEntry> entry = UnaryOperator.identity();
    private boolean proven = true;

    public TestLate(TestPlatform platform, ReceiptFile receipt) {
        this.platform = platform;
        this.digest = Receipt.parse(receipt.receipt()).digest();
        this.seal = platform.seal;
    }

    TestLate seal(TestCertificate other) {
        seal = other;
        return this;
    }

    public TestLate flagged() {
        flags = Set.of(OriginFlag.NETWORK);
        return this;
    }

    /** Changes what was stated after it was sealed. */
    TestLate afterSealing(UnaryOperator<String> change) {
        afterSealing = change;
        return this;
    }

    TestLate entry(UnaryOperator<LedgerEntry> change) {
        entry = change;
        return this;
    }

    TestLate unproven() {
        proven = false;
        return this;
    }

    public byte[] file() {
        LateStatement stated = new LateStatement(
                "7B1234567890",
                digest,
                "M12345678",
                new byte[32],
                SigningMethod.DRAWN,
                SIGNED,
                flags,
                "late-1/en",
                "AAAAAAAAAAAAAAAAAAAAAA");
        String payload = new String(stated.payload(), StandardCharsets.UTF_8);
        BillHeader header =
                new BillHeader(seal.algorithm(), seal.thumbprint(), SIGNED.getEpochSecond(), TestPlatform.AUDIENCE);
        String encoded = new String(Base64Url.decode(header.encode(Typ.LATE)), StandardCharsets.UTF_8);
        JwsEntry entryOfSeal = TestReceipt.sign(seal, encoded, b64u(payload));
        SignedStatement sealed = new SignedStatement(b64u(afterSealing.apply(payload)), entryOfSeal);
        LedgerEntry leaf = entry.apply(new LedgerEntry(
                EntryKind.LATE_SIGNATURE,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "10240017.1.1",
                SIGNED.plusSeconds(1).toEpochMilli(),
                sealed.digest()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("statement", Base64Url.encode(sealed.toJson()));
        members.put("proof", proven ? platform.receipt().proof(leaf).text() : null);
        members.put(
                "certificates",
                Stream.of(seal, platform.sealAuthority).map(TestLate::base64).toList());
        return JsonWriter.write(members);
    }

    private static String b64u(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(TestCertificate certificate) {
        return Base64.getEncoder().encodeToString(CertificateFiles.der(certificate.certificate()));
    }

    static List<String> outcomes(VerificationReport report) {
        return report.checks().stream()
                .filter(check -> check.id().equals(LateSignatureCheck.ID))
                .map(check -> check.result() + " " + check.why())
                .toList();
    }
}
