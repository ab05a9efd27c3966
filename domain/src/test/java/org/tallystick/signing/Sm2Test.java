package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is particular to SM2; what it shares with the other algorithms is in {@link SignatureSuiteTest}. */
class Sm2Test {
    @Test
    void knowsTheRangeOfSm2Signatures() {
        byte[] one = hex("00".repeat(31) + "01");
        byte[] order = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
        byte[] largest = order.clone();
        largest[31]--;

        assertThat(RawSignature.isInRange(SignatureAlgorithm.SM2SM3, concat(one, largest)))
                .isTrue();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.SM2SM3, concat(largest, one)))
                .isTrue();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.SM2SM3, concat(one, order)))
                .isFalse();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.SM2SM3, concat(order, one)))
                .isFalse();
        assertThat(RawSignature.isInRange(SignatureAlgorithm.SM2SM3, concat(new byte[32], one)))
                .isFalse();
    }

    /** GM/T 0003.5 appendix A, with the random number that it gives; GM/T 0004 appendix A. */
    @Test
    void reproducesThePublishedExamplesOfSm2() {
        assertThat(Sm2KnownAnswers.areReproduced()).isTrue();
        assertThat(Sm2KnownAnswers.signed(Sm2KnownAnswers.NONCE)).isEqualTo(Sm2KnownAnswers.SIGNATURE);
        byte[] other = Sm2KnownAnswers.NONCE.clone();
        other[31] ^= 1;
        assertThat(Sm2KnownAnswers.signed(other)).isNotEqualTo(Sm2KnownAnswers.SIGNATURE);
    }

    /** One signer is kept per thread: it must neither keep data nor the key of before. */
    @Test
    void takesTurnsWithSeveralKeysOfSm2() {
        SignatureSuite suite = SignatureSuite.best();
        KeyPair first = suite.generate(SignatureAlgorithm.SM2SM3);
        KeyPair second = suite.generate(SignatureAlgorithm.SM2SM3);
        for (int i = 0; i < 8; i++) {
            KeyPair pair = i % 3 == 0 ? first : second;
            byte[] data = new byte[i * 40];
            byte[] signature = suite.sign(pair.getPrivate(), SignatureAlgorithm.SM2SM3, data);
            assertThat(suite.verify(pair.getPublic(), SignatureAlgorithm.SM2SM3, data, signature))
                    .isTrue();
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
