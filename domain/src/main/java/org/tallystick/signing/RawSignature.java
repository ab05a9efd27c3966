package org.tallystick.signing;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The shape of a 64-byte signature, checked before any provider sees it (THREATS.md A7): DER, other lengths and numbers
 * outside their range never count, whatever a provider would make of them.
 */
final class RawSignature {
    /** Bytes of a signature of either algorithm. */
    static final int LENGTH = 64;

    private static final byte[] P256_ORDER =
            HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static final byte[] ED25519_ORDER =
            HexFormat.of().parseHex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    private static final byte[] ZERO = new byte[32];

    private RawSignature() {}

    /** @return whether r and s are in [1, n−1] (ES256), or S is below L (EdDSA) */
    static boolean isInRange(SignatureAlgorithm alg, byte[] signature) {
        if (signature.length != LENGTH) {
            return false;
        }
        byte[] second = Arrays.copyOfRange(signature, 32, LENGTH);
        if (alg == SignatureAlgorithm.EDDSA) {
            return isBelow(reversed(second), ED25519_ORDER);
        }
        byte[] first = Arrays.copyOf(signature, 32);
        return isPositiveBelow(first, P256_ORDER) && isPositiveBelow(second, P256_ORDER);
    }

    private static boolean isPositiveBelow(byte[] number, byte[] limit) {
        return isBelow(number, limit) && !Arrays.equals(number, ZERO);
    }

    private static boolean isBelow(byte[] number, byte[] limit) {
        return Arrays.compareUnsigned(number, limit) < 0;
    }

    private static byte[] reversed(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        return bigEndian;
    }
}
