package org.tallystick.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.tallystick.shared.X509;

/**
 * Signs and verifies with one JCA provider, chosen once per process (LIMITS.md, Providers). The provider is used as an
 * instance and never registered with the JVM. SM2 is Bouncy Castle's, whatever does the rest ({@link Sm2}).
 *
 * <p>Signatures are raw: r‖s for ES256 (RFC 7518 section 3.4) and SM2SM3, R‖S for EdDSA (RFC 8032), 64 bytes. Safe for many
 * threads: each has JCA objects of its own. Keys that this suite made ({@link #publicKey}, {@link #privateKey},
 * {@link #generate}) are fastest; those of other providers are translated at every call.
 */
public final class SignatureSuite {
    private final String name;
    private final Provider provider;
    private final ThreadLocal<Map<SignatureAlgorithm, Signature>> engines =
            ThreadLocal.withInitial(() -> new EnumMap<>(SignatureAlgorithm.class));
    private final Sm2 sm2 = new Sm2();

    private SignatureSuite(String name, Provider provider) {
        this.name = name;
        this.provider = provider;
    }

    /**
     * The fastest suite that works here: Amazon Corretto Crypto Provider where its native library loads, else Bouncy
     * Castle. Never the JDK's own, which is ten times slower on Java 17.
     *
     * @throws IllegalStateException if even Bouncy Castle fails its self-test: do not start then
     */
    public static SignatureSuite best() {
        return NativeProvider.find()
                .map(provider -> new SignatureSuite("ACCP", provider))
                .filter(SuiteSelfTest::passes)
                .orElseGet(SignatureSuite::bouncyCastle);
    }

    /** @throws IllegalStateException if the self-test fails */
    public static SignatureSuite bouncyCastle() {
        SignatureSuite suite = new SignatureSuite("BC", new BouncyCastleProvider());
        if (!SuiteSelfTest.passes(suite)) {
            throw new IllegalStateException("The signature self-test failed: refusing to work with this installation.");
        }
        return suite;
    }

    /** Signs with keys of a device that only its own provider can use; verifies nothing. */
    public static SignatureSuite ofDevice(Provider provider) {
        return new SignatureSuite(provider.getName(), provider);
    }

    /** @return {@code ACCP} or {@code BC}, for the log */
    public String provider() {
        return name;
    }

    /**
     * @return the raw signature, 64 bytes
     * @throws IllegalArgumentException if the key is not one for this algorithm
     */
    public byte[] sign(PrivateKey key, SignatureAlgorithm alg, byte[] data) {
        try {
            if (alg == SignatureAlgorithm.SM2SM3) {
                return signSm2(key, data);
            }
            Signature engine = engineFor(key, alg);
            engine.update(data);
            return engine.sign();
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("Not a private key for " + alg.jose() + ".", e);
        } catch (SignatureException e) {
            throw new IllegalStateException("The provider could not sign.", e);
        }
    }

    /** @return whether the raw signature is one over the data by this key; false for every malformed signature */
    public boolean verify(PublicKey key, SignatureAlgorithm alg, byte[] data, byte[] rawSignature) {
        return RawSignature.isInRange(alg, rawSignature) && verifyUnchecked(key, alg, data, rawSignature);
    }

    /** What the provider alone thinks; for {@link #verify} and the self-test. */
    boolean verifyUnchecked(PublicKey key, SignatureAlgorithm alg, byte[] data, byte[] rawSignature) {
        try {
            if (alg == SignatureAlgorithm.SM2SM3) {
                return verifySm2(key, data, rawSignature);
            }
            Signature engine = engineFor(key, alg);
            engine.update(data);
            return engine.verify(rawSignature);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        }
    }

    private byte[] signSm2(PrivateKey key, byte[] data) throws InvalidKeyException {
        try {
            return sm2.sign(key, data);
        } catch (InvalidKeyException e) {
            return sm2.sign(translated(key, SignatureAlgorithm.SM2SM3, e), data);
        }
    }

    private boolean verifySm2(PublicKey key, byte[] data, byte[] rawSignature) throws InvalidKeyException {
        try {
            return Sm2.verify(key, data, rawSignature);
        } catch (InvalidKeyException e) {
            return Sm2.verify(translated(key, SignatureAlgorithm.SM2SM3, e), data, rawSignature);
        }
    }

    /** Some providers refuse keys of some others; their encoded form is understood by all. */
    private Signature engineFor(PublicKey key, SignatureAlgorithm alg) throws InvalidKeyException {
        requireCurve(key, alg);
        Signature engine = engine(alg);
        try {
            engine.initVerify(key);
        } catch (InvalidKeyException e) {
            engine.initVerify(translated(key, alg, e));
        }
        return engine;
    }

    private PublicKey translated(PublicKey key, SignatureAlgorithm alg, InvalidKeyException refusal)
            throws InvalidKeyException {
        try {
            return keyFactory(alg).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (InvalidKeySpecException e) {
            throw refusal;
        }
    }

    private Signature engineFor(PrivateKey key, SignatureAlgorithm alg) throws InvalidKeyException {
        requireCurve(key, alg);
        Signature engine = engine(alg);
        try {
            engine.initSign(key);
        } catch (InvalidKeyException e) {
            engine.initSign(translated(key, alg, e));
        }
        return engine;
    }

    /** Some providers sign with a key on any curve: ES256 is P-256 and nothing else. */
    private static void requireCurve(Key key, SignatureAlgorithm alg) throws InvalidKeyException {
        if (alg == SignatureAlgorithm.ES256
                && key instanceof ECKey ec
                && !RawSignature.P256_N.equals(ec.getParams().getOrder())) {
            throw new InvalidKeyException("Not a key on P-256");
        }
    }

    /** A key without encoded form lives in hardware of another provider and cannot be used by this one. */
    private PrivateKey translated(PrivateKey key, SignatureAlgorithm alg, InvalidKeyException refusal)
            throws InvalidKeyException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw refusal;
        }
        try {
            return keyFactory(alg).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw refusal;
        }
    }

    /**
     * @param spki DER SubjectPublicKeyInfo, such as {@code certificate.getPublicKey().getEncoded()}
     * @throws IllegalArgumentException if it is not a sound key of a {@link SignatureAlgorithm}
     */
    public PublicKey publicKey(byte[] spki) {
        for (SignatureAlgorithm alg : SignatureAlgorithm.values()) {
            try {
                PublicKey key = keyFactory(alg).generatePublic(new X509EncodedKeySpec(spki));
                if (SignatureAlgorithm.of(key) == alg) {
                    return key;
                }
            } catch (InvalidKeySpecException e) {
                // Not a key of this algorithm: the next one may fit.
            }
        }
        throw new IllegalArgumentException("The public key must be on P-256 or sm2p256v1, or for Ed25519.");
    }

    /**
     * @param pkcs8 DER PrivateKeyInfo
     * @throws IllegalArgumentException if it is not a private key of this algorithm
     */
    public PrivateKey privateKey(SignatureAlgorithm alg, byte[] pkcs8) {
        try {
            return keyFactory(alg).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("Not a private key for " + alg.jose() + ".", e);
        }
    }

    /**
     * The same key as one of this suite, so that no call has to translate it.
     *
     * @param key with an encoded form, or it comes back as it is
     * @throws IllegalArgumentException if it is not a private key of this algorithm
     */
    public PrivateKey own(PrivateKey key, SignatureAlgorithm alg) {
        byte[] encoded = key.getEncoded();
        return encoded == null ? key : privateKey(alg, encoded);
    }

    /** @return a new key pair of this suite's provider */
    public KeyPair generate(SignatureAlgorithm alg) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyName(alg), providerOf(alg));
            if (alg != SignatureAlgorithm.EDDSA) {
                generator.initialize(
                        new ECGenParameterSpec(alg == SignatureAlgorithm.ES256 ? "secp256r1" : "sm2p256v1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The provider cannot make keys for " + alg.jose() + ".", e);
        }
    }

    private Signature engine(SignatureAlgorithm alg) {
        return engines.get().computeIfAbsent(alg, this::newEngine);
    }

    private Signature newEngine(SignatureAlgorithm alg) {
        try {
            return Signature.getInstance(signatureName(alg), provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The provider lacks " + alg.jose() + ".", e);
        }
    }

    private KeyFactory keyFactory(SignatureAlgorithm alg) {
        try {
            // ACCP signs with the JDK's Ed25519 keys and has no factory of its own for them.
            return providerOf(alg).getService("KeyFactory", keyName(alg)) == null
                    ? KeyFactory.getInstance(keyName(alg))
                    : KeyFactory.getInstance(keyName(alg), providerOf(alg));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The provider lacks keys for " + alg.jose() + ".", e);
        }
    }

    private Provider providerOf(SignatureAlgorithm alg) {
        return alg == SignatureAlgorithm.SM2SM3 ? X509.smProvider() : provider;
    }

    private static String signatureName(SignatureAlgorithm alg) {
        return alg == SignatureAlgorithm.ES256 ? "SHA256withECDSAinP1363Format" : "Ed25519";
    }

    private static String keyName(SignatureAlgorithm alg) {
        return alg == SignatureAlgorithm.EDDSA ? "Ed25519" : "EC";
    }
}
