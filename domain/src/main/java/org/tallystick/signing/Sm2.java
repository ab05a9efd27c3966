package org.tallystick.signing;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jce.interfaces.ECPrivateKey;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.Arrays;

/**
 * SM2 with SM3 (GM/T 0003.2, GB/T 32918.2), raw r‖s, under the default user id of GM/T 0009. Always by Bouncy Castle's low-level
 * signer: one that is initialised anew for every signature computes Z and its tables again and is four times slower (LIMITS.md),
 * so each thread keeps the signer of the key that it used last.
 */
final class Sm2 {
    /** Whoever signs is not named in what is hashed: certificates say who it is. */
    static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    static final ECDomainParameters DOMAIN = domain();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ThreadLocal<Optional<Prepared>> last = ThreadLocal.withInitial(Optional::empty);

    /** Knows its key by identity only, as the engines of the other algorithms do. */
    private record Prepared(WeakReference<PrivateKey> key, SM2Signer signer) {}

    /** @throws InvalidKeyException if it is no key on the SM2 curve, or of another provider */
    byte[] sign(PrivateKey key, byte[] data) throws InvalidKeyException {
        Prepared prepared =
                last.get().filter(known -> known.key().refersTo(key)).orElse(null);
        if (prepared == null) {
            prepared = new Prepared(new WeakReference<>(key), signer(parameters(key), RANDOM));
            last.set(Optional.of(prepared));
        }
        return sign(prepared.signer(), data);
    }

    static SM2Signer signer(ECPrivateKeyParameters key, SecureRandom random) {
        return initialised(true, new ParametersWithRandom(key, random));
    }

    static byte[] sign(SM2Signer signer, byte[] data) {
        signer.update(data, 0, data.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("SM2 could not sign.", e);
        }
    }

    /** @throws InvalidKeyException if it is no key on the SM2 curve, or of another provider */
    static boolean verify(PublicKey key, byte[] data, byte[] rawSignature) throws InvalidKeyException {
        if (!(key instanceof ECPublicKey ec) || !isOnCurve(ec.getQ())) {
            throw new InvalidKeyException("Not a public key for SM2");
        }
        return verify(ec.getQ(), data, rawSignature);
    }

    static boolean verify(ECPoint key, byte[] data, byte[] rawSignature) {
        SM2Signer signer = initialised(false, new ECPublicKeyParameters(key, DOMAIN));
        signer.update(data, 0, data.length);
        return signer.verifySignature(rawSignature);
    }

    /** Whether this is an uncompressed point of the curve, x‖y. */
    static boolean isPoint(byte[] xy) {
        try {
            return !DOMAIN.getCurve().decodePoint(Arrays.prepend(xy, (byte) 4)).isInfinity();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ECPrivateKeyParameters parameters(PrivateKey key) throws InvalidKeyException {
        if (!(key instanceof ECPrivateKey ec)
                || !DOMAIN.getN().equals(ec.getParameters().getN())) {
            throw new InvalidKeyException("Not a private key for SM2");
        }
        return new ECPrivateKeyParameters(ec.getD(), DOMAIN);
    }

    private static boolean isOnCurve(ECPoint point) {
        return DOMAIN.getCurve().equals(point.getCurve());
    }

    private static SM2Signer initialised(boolean signing, CipherParameters key) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        signer.init(signing, new ParametersWithID(key, USER_ID));
        return signer;
    }

    /** The curve with arithmetic of its own: that of any curve is fifteen times slower. */
    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }
}
