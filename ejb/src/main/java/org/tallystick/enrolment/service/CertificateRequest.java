package org.tallystick.enrolment.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;

/**
 * The one thing that a signing request (RFC 2986) is believed: that its sender holds this key. Subject, attributes and
 * wished extensions are not read.
 *
 * @param key ECDSA P-256, a point on the curve; or Ed25519, not of small order
 */
record CertificateRequest(PublicKey key) {
    /** Longest body accepted, in bytes of base64. */
    static final int MAX_LENGTH = 8 << 10;

    private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> SIGNATURE_OF_KEY = Map.of(
            X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.ecdsa_with_SHA256,
            EdECObjectIdentifiers.id_Ed25519, EdECObjectIdentifiers.id_Ed25519);

    /**
     * Reads the body of a {@code simpleenroll} request: base64 of PKCS #10 in DER, line breaks allowed (RFC 7030 4.2.1).
     *
     * @throws Problem malformed; member-invalid for a key or signature that will not do
     */
    static CertificateRequest parse(byte[] body) {
        PKCS10CertificationRequest request = decode(body);
        SubjectPublicKeyInfo info = request.getSubjectPublicKeyInfo();
        ASN1ObjectIdentifier signature =
                SIGNATURE_OF_KEY.get(info.getAlgorithm().getAlgorithm());
        if (signature == null || !isStrong(info)) {
            throw refused("publicKey", "must be ECDSA on P-256 or Ed25519, and a sound point of it");
        }
        if (!signature.equals(request.getSignatureAlgorithm().getAlgorithm())) {
            throw refused("signatureAlgorithm", "must be ecdsa-with-SHA256 for P-256, Ed25519 for Ed25519");
        }
        PublicKey key = key(info);
        if (!isSignedBy(request, key)) {
            throw refused("signature", "must be made with the key that the request names");
        }
        return new CertificateRequest(key);
    }

    /** base64url of the SHA-256 of the key's SubjectPublicKeyInfo. */
    String keyDigest() {
        return Base64Url.encode(Sha256.of(key.getEncoded()));
    }

    private static PKCS10CertificationRequest decode(byte[] body) {
        try {
            String text = new String(body, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n\\t ]", "");
            PKCS10CertificationRequest request =
                    new PKCS10CertificationRequest(Base64.getDecoder().decode(text));
            // Read now what is needed later: the parser is lazy, and says what it dislikes in many ways.
            request.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
            request.getSignatureAlgorithm().getEncoded();
            return request;
        } catch (IOException | RuntimeException e) {
            throw new Problem(
                    ProblemType.MALFORMED,
                    "The body must be a PKCS #10 signing request: base64 of its DER bytes, without PEM header and"
                            + " footer.");
        }
    }

    private static boolean isStrong(SubjectPublicKeyInfo info) {
        AlgorithmIdentifier algorithm = info.getAlgorithm();
        if (EdECObjectIdentifiers.id_Ed25519.equals(algorithm.getAlgorithm())) {
            byte[] point = info.getPublicKeyData().getOctets();
            return algorithm.getParameters() == null
                    && point.length == Ed25519.PUBLIC_KEY_SIZE
                    && Ed25519.validatePublicKeyFull(point, 0);
        }
        return SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters()) && isOnCurve(info);
    }

    private static boolean isOnCurve(SubjectPublicKeyInfo info) {
        try {
            PublicKeyFactory.createKey(info);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static PublicKey key(SubjectPublicKeyInfo info) {
        boolean edwards =
                EdECObjectIdentifiers.id_Ed25519.equals(info.getAlgorithm().getAlgorithm());
        try {
            return KeyFactory.getInstance(edwards ? "Ed25519" : "EC")
                    .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw refused("publicKey", "must be in the usual encoding, for P-256 an uncompressed point");
        }
    }

    private static boolean isSignedBy(PKCS10CertificationRequest request, PublicKey key) {
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
        } catch (PKCSException | OperatorCreationException | RuntimeException e) {
            return false;
        }
    }

    private static Problem refused(String member, String reason) {
        return Problem.member(ProblemType.MEMBER_INVALID, member, reason);
    }
}
