package org.tallystick.ledger;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Ed25519 (RFC 8032) over raw 32-byte keys, by the platform or by a given provider. */
final class Ed25519 {
    static final int KEY_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;
    static final Ed25519 OF_PLATFORM = new Ed25519(Optional.empty());

    private static final String ALGORITHM = "Ed25519";
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final Optional<Provider> provider;

    private Ed25519(Optional<Provider> provider) {
        this.provider = provider;
    }

    static Ed25519 of(Provider provider) {
        return new Ed25519(Optional.of(provider));
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

    /** The platform's generator draws exactly the seed, and is the only way there from a seed to its public key. */
    static byte[] publicKeyOf(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, "SunEC");
            generator.initialize(KEY_LENGTH * Byte.SIZE - 1, new FixedRandom(seed));
            KeyPair pair = generator.generateKeyPair();
            if (!Arrays.equals(pair.getPrivate().getEncoded(), join(PRIVATE_PREFIX, seed))) {
                throw new IllegalStateException("The platform generates Ed25519 keys in another way");
            }
            byte[] encoded = pair.getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, PUBLIC_PREFIX.length, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
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
        return provider.isPresent()
                ? Signature.getInstance(ALGORITHM, provider.get())
                : Signature.getInstance(ALGORITHM);
    }

    private KeyFactory keyFactory() throws GeneralSecurityException {
        return provider.isPresent()
                ? KeyFactory.getInstance(ALGORITHM, provider.get())
                : KeyFactory.getInstance(ALGORITHM);
    }

    private static byte[] join(byte[] prefix, byte[] key) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, joined, prefix.length, key.length);
        return joined;
    }

    /** Not random at all: gives one seed and nothing else. */
    private static final class FixedRandom extends SecureRandom {
        private final byte[] seed;

        FixedRandom(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
