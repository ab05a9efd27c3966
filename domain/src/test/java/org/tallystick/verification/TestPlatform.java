package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Part;

/** A platform in miniature: certificates of both roles, a log, a witness. Its receipts are made by {@link TestReceipt}. */
public final class TestPlatform {
    public static final Instant NOW = TestCertificate.NOW;
    public static final String AUDIENCE = "tallystick:test";
    public static final String ACQUIRER = "48023310";
    public static final String ORIGIN = "test.example/ledger/" + ACQUIRER + "/2027q1";
    static final String SUBJECT = "CN=10240017,SERIALNUMBER=TUSN-1,OU=898331054110027,O=" + ACQUIRER + ",2.5.4.46=1";

    final TestCertificate root = TestCertificate.root("Root");
    final TestCertificate terminalAuthority = root.authority(CertificateRole.TERMINAL);
    final TestCertificate sealAuthority = root.authority(CertificateRole.SEAL);
    /** Long-lived: its own certificate must outlive the keys that it certifies. */
    final TestCertificate timestampAuthority =
            root.issue(TestCertificate.Profile.authority("Timestamp authority", 0, CertificateRole.TIMESTAMP)
                    .validity(NOW.minus(java.time.Duration.ofDays(1)), NOW.plus(java.time.Duration.ofDays(7_000))));

    final TestCertificate terminal = terminalAuthority.signer(CertificateRole.TERMINAL, SUBJECT);
    final TestCertificate seal = sealAuthority.signer(CertificateRole.SEAL, "Seal");
    final NoteSigner log = NoteSigner.fromSeed(ORIGIN, Sha256.of(new byte[] {7}));
    final NoteCosigner witness = NoteCosigner.fromSeed("witness.example/w1", Sha256.of(new byte[] {8}));
    final Part lines =
            part("[{\"name\":\"Longjing tea\",\"quantity\":\"2\",\"unitPrice\":6165,\"amount\":12330}]", Part.LINES);
    final Part place = part("{\"address\":\"391 Wensan Road\"}", Part.PLACE);

    /** A receipt to be made, genuine unless told otherwise. */
    public TestReceipt receipt() {
        return new TestReceipt(this);
    }

    /** A genuine receipt file, another one each time. */
    public ReceiptFile genuine() {
        return receipt().file();
    }

    public X509Certificate rootCertificate() {
        return root.certificate();
    }

    public String logKey() {
        return log.verifier().vkey();
    }

    TrustAnchors anchors() {
        return new TrustAnchors(List.of(root.certificate()), List.of(log.verifier()), Optional.of(AUDIENCE), true);
    }

    VerificationContext context() {
        return VerificationContext.offline(anchors(), NOW.plusSeconds(60));
    }

    VerificationContext context(OnlineFacts facts) {
        return VerificationContext.online(anchors(), NOW.plusSeconds(60), inquiry -> facts);
    }

    static Part part(String json, String name) {
        return new Part(name, "application/json", new byte[16], json.getBytes(StandardCharsets.UTF_8));
    }
}
