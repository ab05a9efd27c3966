package org.tallystick.enrolment;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Which keys and signatures of authorities are strong enough (THREATS.md 3.1). Of authorities alone: terminals use no RSA. */
public final class CertificateStrength {
    /** Ed25519 (RFC 8410); SM2 with SM3; ECDSA (RFC 5758) and RSA (RFC 8017) with SHA-256, SHA-384 and SHA-512. */
    private static final Set<String> ISSUED_WITH = Set.of(
            "1.3.101.112",
            "1.2.156.10197.1.501",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13");

    private static final Set<ASN1ObjectIdentifier> CURVES = Set.of(
            SECObjectIdentifiers.secp256r1,
            SECObjectIdentifiers.secp384r1,
            SECObjectIdentifiers.secp521r1,
            GMObjectIdentifiers.sm2p256v1);

    private static final int LEAST_RSA_BITS = 2048;

    private CertificateStrength() {}

    /** Whether the signature on the certificate was made with a strong algorithm. */
    public static boolean isStronglySigned(X509Certificate certificate) {
        return ISSUED_WITH.contains(certificate.getSigAlgOID());
    }

    /** What is wrong with an authority's key; nothing if it will do. */
    static Optional<ChainFault> weakness(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() < LEAST_RSA_BITS ? Optional.of(ChainFault.WEAK_RSA) : Optional.empty();
        }
        AlgorithmIdentifier described =
                SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm();
        ASN1Encodable curve = described.getParameters();
        boolean strong = EdECObjectIdentifiers.id_Ed25519.equals(described.getAlgorithm())
                || X9ObjectIdentifiers.id_ecPublicKey.equals(described.getAlgorithm())
                        && curve instanceof ASN1ObjectIdentifier named
                        && CURVES.contains(named);
        return strong ? Optional.empty() : Optional.of(ChainFault.WEAK_KEY);
    }
}
