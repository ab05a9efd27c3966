package org.tallystick.signing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * What a provider must do and refuse before it is trusted (THREATS.md A7; LIMITS.md, Providers): sign, verify, refuse
 * another key, other data, and the degenerate signatures that careless implementations have accepted. SM2 has to reproduce the
 * published examples too.
 */
final class SuiteSelfTest {
    private static final byte[] DATA = "tallystick self-test".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger ED25519_ORDER =
            new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);

    private SuiteSelfTest() {}

    /** @return false if anything fails or throws: the caller then takes another provider */
    static boolean passes(SignatureSuite suite) {
        try {
            for (SignatureAlgorithm alg : SignatureAlgorithm.values()) {
                if (!passes(suite, alg)) {
                    return false;
                }
            }
            return Sm2KnownAnswers.areReproduced();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean passes(SignatureSuite suite, SignatureAlgorithm alg) {
        KeyPair pair = suite.generate(alg);
        byte[] signature = suite.sign(pair.getPrivate(), alg, DATA);
        PublicKey key = suite.publicKey(pair.getPublic().getEncoded());
        PublicKey other = suite.generate(alg).getPublic();
        byte[] otherData = Arrays.copyOf(DATA, DATA.length + 1);
        return signature.length == RawSignature.LENGTH
                && suite.verify(key, alg, DATA, signature)
                && !suite.verify(other, alg, DATA, signature)
                && !suite.verify(key, alg, otherData, signature)
                && refusesDegenerate(suite, alg, key, signature);
    }

    private static boolean refusesDegenerate(
            SignatureSuite suite, SignatureAlgorithm alg, PublicKey key, byte[] signature) {
        byte[][] bad = {
            new byte[RawSignature.LENGTH],
            new byte[0],
            Arrays.copyOf(signature, RawSignature.LENGTH - 1),
            Arrays.copyOf(signature, RawSignature.LENGTH + 1),
            alg == SignatureAlgorithm.EDDSA ? withLargeS(signature) : der(signature)
        };
        for (byte[] candidate : bad) {
            if (suite.verifyUnchecked(key, alg, DATA, candidate) || suite.verify(key, alg, DATA, candidate)) {
                return false;
            }
        }
        return true;
    }

    static byte[] der(byte[] raw) {
        BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        try {
            return StandardDSAEncoding.INSTANCE.encode(
                    order, new BigInteger(1, raw, 0, 32), new BigInteger(1, raw, 32, 32));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("Bouncy Castle could not encode two numbers.", e);
        }
    }

    /** The same signature with S + L: equal to S for an implementation that reduces first. */
    static byte[] withLargeS(byte[] raw) {
        byte[] bad = raw.clone();
        byte[] little = Arrays.copyOfRange(raw, 32, 64);
        BigInteger s = new BigInteger(1, reversed(little)).add(ED25519_ORDER);
        byte[] big = HexFormat.of().parseHex("0".repeat(64 - s.toString(16).length()) + s.toString(16));
        System.arraycopy(reversed(big), 0, bad, 32, 32);
        return bad;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = bytes[turned.length - 1 - i];
        }
        return turned;
    }
}
