package org.tallystick.enrolment.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.tallystick.shared.X509;

/** Signing requests as devices make them, good and bad. */
final class Csr {
    static final String P256 = "secp256r1";

    private Csr() {}

    static KeyPair p256() {
        return ec(P256);
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair sm2() {
        return KeyFamily.SM2.generate(new SecureRandom());
    }

    static KeyPair of(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good request by a new P-256 key. */
    static byte[] fresh() {
        return by(p256());
    }

    static byte[] by(KeyPair pair) {
        String algorithm = X509.isSm2(pair.getPublic()) ? "SM3withSM2" : algorithm(pair.getPrivate());
        return body(request(pair.getPublic().getEncoded(), pair.getPrivate(), algorithm));
    }

    /** Names one key and is signed by another one. */
    static byte[] stolen(KeyPair named, KeyPair signer) {
        return body(request(named.getPublic().getEncoded(), signer.getPrivate(), algorithm(signer.getPrivate())));
    }

    static PKCS10CertificationRequest request(byte[] spki, PrivateKey signer, String algorithm) {
        try {
            return new PKCS10CertificationRequestBuilder(
                            new X500Name("CN=ignored,O=Somebody Else"), SubjectPublicKeyInfo.getInstance(spki))
                    .build(builder(algorithm, signer).build(signer));
        } catch (org.bouncycastle.operator.OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JcaContentSignerBuilder builder(String algorithm, PrivateKey signer) {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
        return signer.getClass().getName().startsWith("org.bouncycastle")
                ? builder.setProvider(X509.smProvider())
                : builder;
    }

    static byte[] body(PKCS10CertificationRequest request) {
        try {
            return Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encode(request.getEncoded());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }
}
