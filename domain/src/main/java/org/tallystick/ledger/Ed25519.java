package org.tallystick.ledger;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Ed25519 (RFC 8032) over raw 32-byte keys, by Bouncy Castle or by a given provider. */
final class Ed25519 {
    static final int KEY_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;
    /** Not the Java platform's own: it takes more than a millisecond a signature, and a log signs once a group. */
    static final Ed25519 STANDARD = new Ed25519(new BouncyCastleProvider());

    private static final String ALGORITHM = "Ed25519";
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final Provider provider;

    private Ed25519(Provider provider) {
        this.provider = provider;
    }

    /** @throws LedgerFormatException if these bytes are no point of the curve */
    PublicKey publicKey(byte[] raw) {
        try {
            PublicKey key = keyFactory().generatePublic(new X509EncodedKeySpec(join(PUBLIC_PREFIX, raw)));
            // Providers decode the point as late as here.
            signature().initVerify(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new LedgerFormatException("The key is not an Ed25519 public key");
        }
    }

    PrivateKey privateKey(byte[] seed) {
        if (seed.length != KEY_LENGTH) {
            throw new LedgerFormatException("An Ed25519 seed must be 32 bytes long");
        }
        try {
            return keyFactory().generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE_PREFIX, seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The provider takes no Ed25519 key", e);
        }
    }

    static byte[] publicKeyOf(byte[] seed) {
        return new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    }

    byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key does not sign", e);
        }
    }

    boolean verify(PublicKey key, byte[] message, byte[] signatureBytes) {
        if (signatureBytes.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signatureBytes);
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The provider has no Ed25519", e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return Signature.getInstance(ALGORITHM, provider);
    }

    private KeyFactory keyFactory() throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM, provider);
    }

    private static byte[] join(byte[] prefix, byte[] key) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, joined, prefix.length, key.length);
        return joined;
    }
}
