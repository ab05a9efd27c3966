package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.X509;

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
        KeyPair sm2 = Csr.sm2();
        assertThat(CertificateRequest.parse(Csr.by(sm2)).key()).isEqualTo(sm2.getPublic());
        assertThat(CertificateRequest.parse(Csr.by(sm2)).algorithm()).isEqualTo(KeyAlgorithm.SM2SM3);
    }

    static Stream<Arguments> weakKeys() throws GeneralSecurityException {
        return Stream.of(
                Arguments.of(
                        "RSA of 512 bits",
                        bc("RSA", new RSAKeyGenParameterSpec(512, RSAKeyGenParameterSpec.F4)),
                        "SHA256withRSA",
                        "RSA"),
                Arguments.of("RSA of 2048 bits", Csr.of("RSA"), "SHA256withRSA", "RSA"),
                Arguments.of("P-192", bc("EC", new ECGenParameterSpec("secp192r1")), "SHA256withECDSA", "192v1"),
                Arguments.of("P-224", bc("EC", new ECGenParameterSpec("secp224r1")), "SHA256withECDSA", "secp224r1"),
                Arguments.of("P-384", Csr.ec("secp384r1"), "SHA256withECDSA", "secp384r1"),
                Arguments.of(
                        "Bitcoin's curve",
                        bc("EC", new ECGenParameterSpec("secp256k1")),
                        "SHA256withECDSA",
                        "secp256k1"),
                Arguments.of(
                        "Brainpool",
                        bc("EC", new ECGenParameterSpec("brainpoolP256r1")),
                        "SHA256withECDSA",
                        "brainpoolP256r1"),
                Arguments.of("a curve in numbers", bc("EC", explicitP256()), "SHA256withECDSA", "instead of naming it"),
                Arguments.of("DSA", Csr.of("DSA"), "SHA256withDSA", "1.2.840.10040.4.1"),
                Arguments.of("Ed448", Csr.of("Ed448"), "Ed448", "ED448"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("weakKeys")
    void everyOtherKeyIsRefusedWithTheReason(String name, KeyPair pair, String signature, String reason) {
        Problem problem = problem(Csr.body(Csr.request(pair.getPublic().getEncoded(), pair.getPrivate(), signature)));

        assertThat(problem.type()).isEqualTo(ProblemType.MEMBER_INVALID);
        assertThat(problem.errors().get(0).member()).isEqualTo("publicKey");
        assertThat(problem.errors().get(0).reason()).contains(reason).contains("make one on P-256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SHA1withECDSA", "SHA224withECDSA", "SHA384withECDSA", "SHA512withECDSA", "SHA3-256withECDSA"})
    void everyOtherSignatureOfTheRequestIsRefusedWithTheReason(String signature) {
        KeyPair pair = Csr.p256();
        Problem problem = problem(Csr.body(Csr.request(pair.getPublic().getEncoded(), pair.getPrivate(), signature)));

        assertThat(problem.errors().get(0).member()).isEqualTo("signatureAlgorithm");
        assertThat(problem.errors().get(0).reason()).contains("must be SHA256WITHECDSA");
    }

    @Test
    void sm2RequestsAreSignedWithSm3AndByTheKey() {
        KeyPair pair = Csr.sm2();
        byte[] spki = pair.getPublic().getEncoded();

        assertThat(member(Csr.body(Csr.request(spki, pair.getPrivate(), "SHA256withSM2"))))
                .isEqualTo("signatureAlgorithm");
        assertThat(member(Csr.body(Csr.request(spki, pair.getPrivate(), "SHA256withECDSA"))))
                .isEqualTo("signatureAlgorithm");
        assertThat(member(Csr.body(Csr.request(spki, Csr.sm2().getPrivate(), "SM3withSM2"))))
                .isEqualTo("signature");
        byte[] offCurve = spki.clone();
        offCurve[offCurve.length - 1] ^= 1;
        assertThat(member(Csr.body(Csr.request(offCurve, pair.getPrivate(), "SM3withSM2"))))
                .isEqualTo("publicKey");
    }

    private static KeyPair bc(String algorithm, AlgorithmParameterSpec parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, X509.smProvider());
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    private static AlgorithmParameterSpec explicitP256() {
        var p256 = ECNamedCurveTable.getParameterSpec("P-256");
        return new ECParameterSpec(p256.getCurve(), p256.getG(), p256.getN(), p256.getH(), p256.getSeed());
    }

    @Test
    void aRequestSignedBySomebodyElseIsRefused() {
        assertThat(member(Csr.stolen(Csr.p256(), Csr.p256()))).isEqualTo("signature");
        assertThat(member(Csr.stolen(Csr.of("Ed25519"), Csr.of("Ed25519")))).isEqualTo("signature");
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
