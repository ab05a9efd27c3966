package org.tallystick.signing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The shape of a 64-byte signature, checked before any provider sees it (THREATS.md A7): DER, other lengths and numbers
 * outside their range never count, whatever a provider would make of them.
 */
final class RawSignature {
    /** Bytes of a signature of every algorithm. */
    static final int LENGTH = 64;

    /** Order of P-256 (SEC 2 section 2.4.2). */
    static final BigInteger P256_N =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final byte[] P256_ORDER = HexFormat.of().parseHex(P256_N.toString(16));
    private static final byte[] SM2_ORDER =
            HexFormat.of().parseHex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
    private static final byte[] ED25519_ORDER =
            HexFormat.of().parseHex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    private static final int HALF = LENGTH / 2;
    private static final byte[] ZERO = new byte[HALF];

    private RawSignature() {}

    /** @return whether r and s are in [1, n−1] (ES256, SM2SM3), or S is below L (EdDSA) */
    static boolean isInRange(SignatureAlgorithm alg, byte[] signature) {
        if (signature.length != LENGTH) {
            return false;
        }
        return switch (alg) {
            case ES256 -> areScalars(signature, P256_ORDER);
            case SM2SM3 -> areScalars(signature, SM2_ORDER);
            case EDDSA -> isBelowEd25519Order(signature);
        };
    }

    private static boolean areScalars(byte[] signature, byte[] order) {
        return isScalar(signature, 0, order) && isScalar(signature, HALF, order);
    }

    private static boolean isScalar(byte[] signature, int from, byte[] order) {
        int to = from + HALF;
        return Arrays.compareUnsigned(signature, from, to, order, 0, HALF) < 0
                && !Arrays.equals(signature, from, to, ZERO, 0, HALF);
    }

    /** S is little-endian: its last byte weighs most. */
    private static boolean isBelowEd25519Order(byte[] signature) {
        for (int i = 0; i < HALF; i++) {
            int difference = (signature[LENGTH - 1 - i] & 0xff) - (ED25519_ORDER[i] & 0xff);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}
