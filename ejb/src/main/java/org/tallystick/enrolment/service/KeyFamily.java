package org.tallystick.enrolment.service;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.shared.X509;

/**
 * The two families of authorities. Each certifies under a root of its own, so that the software of either world can follow a chain
 * from end to end: SM2 keys under SM2, all others under ECDSA.
 */
enum KeyFamily {
    ECDSA("", "", "SHA256withECDSA", "secp256r1"),
    SM2("-sm2", "SM2 ", "SM3withSM2", "sm2p256v1");

    private final String suffix;
    private final String title;
    private final String signature;
    private final String curve;

    KeyFamily(String suffix, String title, String signature, String curve) {
        this.suffix = suffix;
        this.title = title;
        this.signature = signature;
        this.curve = curve;
    }

    /** The family whose authorities certify this key. */
    static KeyFamily of(PublicKey key) {
        return X509.isSm2(key) ? SM2 : ECDSA;
    }

    static KeyFamily of(X509Certificate certificate) {
        return of(certificate.getPublicKey());
    }

    /** The family of what seals with this algorithm. */
    static KeyFamily of(KeyAlgorithm algorithm) {
        return algorithm == KeyAlgorithm.SM2SM3 ? SM2 : ECDSA;
    }

    /** The vault's name for keys of this purpose. */
    String purpose(String purpose) {
        return purpose + suffix;
    }

    /** What people call an authority of this title. */
    String title(String plain) {
        return title + plain;
    }

    KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = this == SM2
                    ? KeyPairGenerator.getInstance("EC", X509.smProvider())
                    : KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no keys on " + curve, e);
        }
    }

    /**
     * Signs certificates, lists and answers.
     *
     * @param device the provider of the device that holds the key, if one does
     * @throws KeyDeviceFault if the device does not answer
     * @throws IllegalStateException if the key does not sign
     */
    ContentSigner signer(PrivateKey key, Optional<Provider> device) {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(signature);
        device.or(() -> this == SM2 ? Optional.of(X509.smProvider()) : Optional.empty())
                .ifPresent(builder::setProvider);
        try {
            return builder.build(key);
        } catch (OperatorCreationException | ProviderException e) {
            String what = "The key of an authority does not sign";
            throw device.isPresent() ? new KeyDeviceFault(what, e) : new IllegalStateException(what, e);
        }
    }

    /** What this family's keys seal with. */
    KeyAlgorithm sealing() {
        return this == SM2 ? KeyAlgorithm.SM2SM3 : KeyAlgorithm.ES256;
    }

    /** Devices for keys (PKCS #11) are asked through the JDK, which knows no SM2. */
    boolean fitsDevice() {
        return this == ECDSA;
    }
}
