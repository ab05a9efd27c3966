package org.tallystick.signing;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The algorithms a signature may have (THREATS.md 3.1). A key has exactly one; a header can only repeat it, never choose.
 */
public enum SignatureAlgorithm {
    /** ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4). */
    ES256("ES256", "3059301306072a8648ce3d020106082a8648ce3d03010703420004", 64),
    /** Ed25519 (RFC 8037). */
    EDDSA("EdDSA", "302a300506032b6570032100", 32),
    /** SM2 with SM3 under the default user id (GM/T 0009); the name is private to this platform. */
    SM2SM3("SM2SM3", "3059301306072a8648ce3d020106082a811ccf5501822d03420004", 64);

    private final String jose;
    private final byte[] keyPrefix;
    private final int keyLength;

    SignatureAlgorithm(String jose, String keyPrefix, int keyLength) {
        this.jose = jose;
        this.keyPrefix = java.util.HexFormat.of().parseHex(keyPrefix);
        this.keyLength = keyLength;
    }

    /** @return the value of {@code alg} in headers */
    public String jose() {
        return jose;
    }

    /** As people read it, in any language. */
    public String title() {
        return this == SM2SM3 ? "SM2/SM3 (国密)" : jose;
    }

    /** @return the algorithm with this value of {@code alg}; none and HMACs are no algorithms here */
    public static Optional<SignatureAlgorithm> ofJose(String name) {
        return Arrays.stream(values()).filter(alg -> alg.jose.equals(name)).findFirst();
    }

    /**
     * The one algorithm of a key, after a full check of the key itself (RFC 8410, SEC 1 section 3.2.2).
     *
     * @throws IllegalArgumentException if the key is of another kind or curve, encoded in an unusual way, not a point of
     *     the curve, or of small order
     */
    public static SignatureAlgorithm of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("The public key has no encoded form.");
        }
        for (SignatureAlgorithm alg : values()) {
            if (alg.encodes(encoded)) {
                alg.checkPoint(Arrays.copyOfRange(encoded, alg.keyPrefix.length, encoded.length));
                return alg;
            }
        }
        throw new IllegalArgumentException(
                "The public key must be on P-256 or sm2p256v1 (uncompressed, named curve), or for Ed25519.");
    }

    private boolean encodes(byte[] spki) {
        return spki.length == keyPrefix.length + keyLength
                && Arrays.equals(spki, 0, keyPrefix.length, keyPrefix, 0, keyPrefix.length);
    }

    private void checkPoint(byte[] point) {
        boolean sound =
                switch (this) {
                    case ES256 -> isOnP256(point);
                    case EDDSA -> Ed25519.validatePublicKeyFull(point, 0);
                    case SM2SM3 -> Sm2.isPoint(point);
                };
        if (!sound) {
            throw new IllegalArgumentException("The public key is not a point of its curve, or of small order.");
        }
    }

    private static boolean isOnP256(byte[] xy) {
        byte[] uncompressed = new byte[1 + xy.length];
        uncompressed[0] = 4;
        System.arraycopy(xy, 0, uncompressed, 1, xy.length);
        try {
            return !new SecP256R1Curve().decodePoint(uncompressed).isInfinity();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
