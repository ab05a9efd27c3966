package org.tallystick.terminal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * The PKCS#10 request (RFC 2986) for a terminal's key. The platform takes only the key from it; the subject is there
 * for people who look at it.
 */
final class CertificateRequest {
    private CertificateRequest() {}

    private static String signature(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> "SHA256withECDSA";
            case EDDSA -> "Ed25519";
            case SM2SM3 -> "SM3withSM2";
        };
    }

    /** DER bytes. ECDSA draws at random: a request that may have to be repeated must be kept. */
    static byte[] der(TerminalKey key, String terminalNo) {
        Provider provider = new BouncyCastleProvider();
        boolean edwards = key.algorithm() == SignatureAlgorithm.EDDSA;
        try {
            PrivateKey privateKey = KeyFactory.getInstance(edwards ? "Ed25519" : "EC", provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(key.privateKey().getEncoded()));
            return new PKCS10CertificationRequestBuilder(
                            new X500NameBuilder(BCStyle.INSTANCE)
                                    .addRDN(BCStyle.CN, terminalNo)
                                    .build(),
                            SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded()))
                    .build(new JcaContentSignerBuilder(signature(key.algorithm()))
                            .setProvider(provider)
                            .build(privateKey))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("A certificate request cannot be made with this key", e);
        }
    }
}
