package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.shared.Base64Url;

/** Every rule of THREATS.md A7 on every provider that this machine has. */
class SignatureSuiteTest {
    private static final byte[] DATA = "payload".getBytes(StandardCharsets.US_ASCII);
    private static final List<SignatureSuite> SUITES = List.of(SignatureSuite.best(), SignatureSuite.bouncyCastle());

    static Stream<Arguments> combinations() {
        return SUITES.stream().flatMap(suite -> Arrays.stream(SignatureAlgorithm.values())
                .map(alg -> Arguments.of(suite.provider(), alg, suite)));
    }

    @Test
    void prefersTheNativeProviderWhereItLoads() {
        assertThat(SUITES.get(0).provider()).isEqualTo(NativeProvider.find().isPresent() ? "ACCP" : "BC");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("combinations")
    void verifiesItsOwnSignaturesAndNothingElse(String name, SignatureAlgorithm alg, SignatureSuite suite) {
        KeyPair pair = suite.generate(alg);
        byte[] signature = suite.sign(pair.getPrivate(), alg, DATA);

        assertThat(signature).hasSize(64);
        assertThat(suite.verify(pair.getPublic(), alg, DATA, signature)).isTrue();
        assertThat(suite.verify(suite.generate(alg).getPublic(), alg, DATA, signature))
                .isFalse();
        assertThat(suite.verify(pair.getPublic(), alg, new byte[7], signature)).isFalse();
        for (int i = 0; i < 64; i++) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 1;
            assertThat(suite.verify(pair.getPublic(), alg, DATA, flipped)).isFalse();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("combinations")
    void refusesDegenerateSignatures(String name, SignatureAlgorithm alg, SignatureSuite suite) {
        KeyPair pair = suite.generate(alg);
        byte[] signature = suite.sign(pair.getPrivate(), alg, DATA);
        byte[] order = HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        for (byte[] bad : List.of(
                new byte[64],
                new byte[0],
                Arrays.copyOf(signature, 63),
                Arrays.copyOf(signature, 65),
                concat(order, order),
                concat(Arrays.copyOf(signature, 32), new byte[32]),
                concat(new byte[32], Arrays.copyOfRange(signature, 32, 64)),
                concat(Arrays.copyOf(signature, 32), order),
                alg == SignatureAlgorithm.EDDSA ? SuiteSelfTest.withLargeS(signature) : SuiteSelfTest.der(signature))) {
            assertThat(suite.verify(pair.getPublic(), alg, DATA, bad)).isFalse();
            assertThat(suite.verifyUnchecked(pair.getPublic(), alg, DATA, bad)).isFalse();
        }
    }

    /** The check in front of every provider: it must hold alone. */
    @Test
    void knowsTheRangeOfRawSignatures() {
        byte[] one = hex("00".repeat(31) + "01");
        byte[] order = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        byte[] largest = order.clone();
        largest[31]--;

        assertThat(RawSignature.isInRange(SignatureAlgorithm.ES256, concat(one, largest)))
                .isTrue();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.ES256, concat(largest, one)))
                .isTrue();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.ES256, concat(one, order)))
                .isFalse();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.ES256, concat(order, one)))
                .isFalse();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.ES256, concat(one, new byte[32])))
                .isFalse();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.ES256, concat(new byte[32], one)))
                .isFalse();
        String littleEndianOrder = "edd3f55c1a631258d69cf7a2def9de14" + "00".repeat(15) + "10";
        assertThat(RawSignature.isInRange(SignatureAlgorithm.EDDSA, concat(one, hex(littleEndianOrder))))
                .isFalse();
        assertThat(RawSignature.isInRange(
                        SignatureAlgorithm.EDDSA, concat(one, hex(littleEndianOrder.replaceFirst("ed", "ec")))))
                .isTrue();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.EDDSA, concat(one, hex("00".repeat(31) + "11"))))
                .isFalse();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.ES256, new byte[63]))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("combinations")
    void worksWithKeysOfOtherProviders(String name, SignatureAlgorithm alg, SignatureSuite suite) throws Exception {
        KeyPair pair = SUITES.get(1).generate(alg);
        byte[] spki = pair.getPublic().getEncoded();
        PublicKey jdk = alg == SignatureAlgorithm.SM2SM3
                ? new RawKey(spki)
                : KeyFactory.getInstance(alg == SignatureAlgorithm.ES256 ? "EC" : "Ed25519")
                        .generatePublic(new X509EncodedKeySpec(spki));

        byte[] signature = suite.sign(pair.getPrivate(), alg, DATA);

        assertThat(suite.verify(pair.getPublic(), alg, DATA, signature)).isTrue();
        assertThat(suite.verify(jdk, alg, DATA, signature)).isTrue();
        assertThat(suite.verify(suite.publicKey(jdk.getEncoded()), alg, DATA, signature))
                .isTrue();
        byte[] again = suite.sign(suite.privateKey(alg, pair.getPrivate().getEncoded()), alg, DATA);
        assertThat(suite.verify(jdk, alg, DATA, again)).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("combinations")
    void refusesKeysOfAnotherAlgorithm(String name, SignatureAlgorithm alg, SignatureSuite suite) {
        for (SignatureAlgorithm other : SignatureAlgorithm.values()) {
            if (other != alg) {
                KeyPair pair = suite.generate(other);
                byte[] signature = suite.sign(pair.getPrivate(), other, DATA);

                assertThat(suite.verify(pair.getPublic(), alg, DATA, signature)).isFalse();
                assertThatIllegalArgumentException().isThrownBy(() -> suite.sign(pair.getPrivate(), alg, DATA));
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("combinations")
    void serves64ThreadsAtOnce(String name, SignatureAlgorithm alg, SignatureSuite suite) {
        KeyPair pair = suite.generate(alg);

        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> new byte[] {(byte) i})
                        .allMatch(data ->
                                suite.verify(pair.getPublic(), alg, data, suite.sign(pair.getPrivate(), alg, data))))
                .isTrue();
    }

    /** RFC 8032 section 7.1, TEST 2; and the ES256 example of RFC 7515 appendix A.3. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("combinations")
    void agreesWithPublishedVectors(String name, SignatureAlgorithm alg, SignatureSuite suite) {
        if (alg == SignatureAlgorithm.EDDSA) {
            PublicKey key = suite.publicKey(
                    hex("302a300506032b65700321003d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
            assertThat(suite.verify(
                            key,
                            alg,
                            hex("72"),
                            hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")))
                    .isTrue();
        } else if (alg == SignatureAlgorithm.SM2SM3) {
            byte[] point = concat(Sm2KnownAnswers.PUBLIC_X, Sm2KnownAnswers.PUBLIC_Y);
            PublicKey key =
                    suite.publicKey(concat(hex("3059301306072a8648ce3d020106082a811ccf5501822d03420004"), point));
            assertThat(suite.verify(key, alg, Sm2KnownAnswers.MESSAGE, Sm2KnownAnswers.SIGNATURE))
                    .isTrue();
        } else {
            byte[] x = Base64Url.decode("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
            byte[] y = Base64Url.decode("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
            PublicKey key = suite.publicKey(
                    concat(hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), concat(x, y)));
            JwsEntry entry = new JwsEntry(
                    "eyJhbGciOiJFUzI1NiJ9",
                    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
            String payload =
                    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
            assertThat(suite.verify(key, alg, entry.signingInput(payload), entry.signatureBytes()))
                    .isTrue();
        }
    }

    @Test
    void takesTheAlgorithmFromTheKeyAlone() {
        for (SignatureAlgorithm alg : SignatureAlgorithm.values()) {
            for (SignatureSuite suite : SUITES) {
                assertThat(SignatureAlgorithm.of(suite.generate(alg).getPublic()))
                        .isEqualTo(alg);
            }
            assertThat(SignatureAlgorithm.ofJose(alg.jose())).contains(alg);
        }
        for (String name : List.of("none", "HS256", "ES384", "RS256", "es256", "Ed25519", "")) {
            assertThat(SignatureAlgorithm.ofJose(name)).isEmpty();
        }
    }

    static Stream<Arguments> badKeys() {
        String p256 = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
        String ed25519 = "302a300506032b6570032100";
        String sm2 = "3059301306072a8648ce3d020106082a811ccf5501822d03420004";
        return Stream.of(
                Arguments.of("SM2 point off the curve", sm2 + "00".repeat(31) + "01" + "00".repeat(31) + "01"),
                Arguments.of("SM2 origin", sm2 + "00".repeat(64)),
                Arguments.of("SM2 coordinate beyond the field", sm2 + "ff".repeat(64)),
                Arguments.of(
                        "SM2 with the generator of P-256",
                        sm2 + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                                + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
                Arguments.of("P-256 point off the curve", p256 + "00".repeat(31) + "01" + "00".repeat(31) + "01"),
                Arguments.of("P-256 origin", p256 + "00".repeat(64)),
                Arguments.of("P-256 coordinate beyond the field", p256 + "ff".repeat(64)),
                Arguments.of("Ed25519 identity", ed25519 + "01" + "00".repeat(31)),
                Arguments.of("Ed25519 order 2", ed25519 + "ec" + "ff".repeat(30) + "7f"),
                Arguments.of("Ed25519 order 4", ed25519 + "00".repeat(32)),
                Arguments.of("Ed25519 order 4, other sign", ed25519 + "00".repeat(31) + "80"),
                Arguments.of(
                        "Ed25519 order 8",
                        ed25519 + "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
                Arguments.of(
                        "Ed25519 order 8, other",
                        ed25519 + "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
                Arguments.of("Ed25519 not canonical", ed25519 + "ee" + "ff".repeat(30) + "7f"),
                Arguments.of("Ed25519 no point", ed25519 + "02" + "00".repeat(31)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeys")
    void refusesWeakKeys(String name, String spki) {
        for (SignatureSuite suite : SUITES) {
            assertThatIllegalArgumentException().isThrownBy(() -> suite.publicKey(hex(spki)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SignatureAlgorithm.of(new RawKey(hex(spki))));
    }

    @Test
    void refusesOtherKindsOfKeys() throws Exception {
        for (String[] kind : new String[][] {{"RSA", "2048"}, {"EC", "384"}}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind[0]);
            generator.initialize(Integer.parseInt(kind[1]));
            PublicKey key = generator.generateKeyPair().getPublic();
            assertThatIllegalArgumentException().isThrownBy(() -> SignatureAlgorithm.of(key));
            assertThatIllegalArgumentException().isThrownBy(() -> SUITES.get(0).publicKey(key.getEncoded()));
        }
    }

    @Test
    void refusesExplicitCurveParameters() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        ECNamedCurveParameterSpec p256 = ECNamedCurveTable.getParameterSpec("P-256");
        generator.initialize(
                new ECParameterSpec(p256.getCurve(), p256.getG(), p256.getN(), p256.getH(), p256.getSeed()));
        byte[] explicit = generator.generateKeyPair().getPublic().getEncoded();

        assertThat(SubjectPublicKeyInfo.getInstance(explicit).getEncoded().length)
                .isGreaterThan(91);
        assertThatIllegalArgumentException().isThrownBy(() -> SignatureAlgorithm.of(new RawKey(explicit)));
    }

    @Test
    void refusesCompressedPoints() {
        byte[] compressed = hex("3039301306072a8648ce3d020106082a811ccf5501822d032200"
                + "0209f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020");
        assertThatIllegalArgumentException().isThrownBy(() -> SignatureAlgorithm.of(new RawKey(compressed)));
    }

    private record RawKey(byte[] spki) implements PublicKey {
        @Override
        public String getAlgorithm() {
            return "raw";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return spki;
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
