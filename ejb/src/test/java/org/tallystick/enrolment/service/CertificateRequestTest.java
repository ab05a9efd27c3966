package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class CertificateRequestTest {
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] P256_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    @Test
    void aRequestByItsOwnKeyIsRead() {
        KeyPair p256 = Csr.p256();
        KeyPair ed25519 = Csr.of("Ed25519");

        assertThat(CertificateRequest.parse(Csr.by(p256)).key()).isEqualTo(p256.getPublic());
        assertThat(CertificateRequest.parse(Csr.by(ed25519)).key()).isEqualTo(ed25519.getPublic());
    }

    @Test
    void aRequestSignedBySomebodyElseIsRefused() {
        assertThat(member(Csr.stolen(Csr.p256(), Csr.p256()))).isEqualTo("signature");
        assertThat(member(Csr.stolen(Csr.of("Ed25519"), Csr.of("Ed25519")))).isEqualTo("signature");
    }

    @Test
    void otherKeysAndCurvesAreRefused() {
        assertThat(member(Csr.by(Csr.of("RSA")))).isEqualTo("publicKey");
        assertThat(member(Csr.by(Csr.ec("secp384r1")))).isEqualTo("publicKey");
        KeyPair ed448 = Csr.of("Ed448");
        assertThat(member(Csr.body(Csr.request(ed448.getPublic().getEncoded(), ed448.getPrivate(), "Ed448"))))
                .isEqualTo("publicKey");
    }

    @Test
    void otherSignatureAlgorithmsAreRefused() {
        KeyPair pair = Csr.p256();
        byte[] sha512 = Csr.body(Csr.request(pair.getPublic().getEncoded(), pair.getPrivate(), "SHA512withECDSA"));
        assertThat(member(sha512)).isEqualTo("signatureAlgorithm");
    }

    @Test
    void pointsOffTheCurveAndOfSmallOrderAreRefused() {
        byte[] offCurve = concat(P256_PREFIX, new byte[64]);
        offCurve[offCurve.length - 1] = 1;
        byte[] smallOrder = concat(ED25519_PREFIX, new byte[32]);
        smallOrder[ED25519_PREFIX.length] = 1;

        assertThat(member(Csr.body(Csr.request(offCurve, Csr.p256().getPrivate(), "SHA256withECDSA"))))
                .isEqualTo("publicKey");
        assertThat(member(Csr.body(Csr.request(smallOrder, Csr.of("Ed25519").getPrivate(), "Ed25519"))))
                .isEqualTo("publicKey");
    }

    @Test
    void whatIsNoRequestIsMalformed() {
        byte[] good = Base64.getMimeDecoder().decode(Csr.fresh());
        byte[] trailing = java.util.Arrays.copyOf(good, good.length + 1);

        assertThat(problem(new byte[0]).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem("%%%".getBytes()).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem("MAA=".getBytes()).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem(Base64.getEncoder().encode(trailing)).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem(("-----BEGIN CERTIFICATE REQUEST-----\n" + new String(Csr.fresh())).getBytes())
                        .detail())
                .contains("PEM");
    }

    @Test
    void anyFlippedBitIsNoticed() {
        byte[] good = Base64.getMimeDecoder().decode(Csr.fresh());
        for (int i = 0; i < good.length; i += 7) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(problem(Base64.getEncoder().encode(bad))).as("byte " + i).isNotNull();
        }
    }

    private static Problem problem(byte[] body) {
        return catchThrowableOfType(Problem.class, () -> CertificateRequest.parse(body));
    }

    private static String member(byte[] body) {
        Problem problem = problem(body);
        assertThat(problem.type()).isEqualTo(ProblemType.MEMBER_INVALID);
        return problem.errors().get(0).member();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
