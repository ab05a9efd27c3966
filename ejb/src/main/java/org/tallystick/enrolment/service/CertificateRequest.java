package org.tallystick.enrolment.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Terminal;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;

/**
 * The one thing that a signing request (RFC 2986) is believed: that its sender holds this key. Subject, attributes and
 * wished extensions are not read.
 *
 * @param key a sound point of its curve, not of small order
 */
record CertificateRequest(PublicKey key, KeyAlgorithm algorithm) {
    /** Longest body accepted, in bytes of base64. */
    static final int MAX_LENGTH = 8 << 10;

    /** 4, x and y: no other form of a point is taken. */
    private static final int UNCOMPRESSED = 65;

    /**
     * Reads the body of a {@code simpleenroll} request: base64 of PKCS #10 in DER, line breaks allowed (RFC 7030 4.2.1).
     *
     * @throws Problem malformed; member-invalid for a key or signature that will not do
     */
    static CertificateRequest parse(byte[] body) {
        PKCS10CertificationRequest request = decode(body);
        SubjectPublicKeyInfo info = request.getSubjectPublicKeyInfo();
        KeyAlgorithm algorithm = KeyAlgorithm.of(info.getAlgorithm())
                .orElseThrow(() -> refused("publicKey", WeakKey.reason(info.getAlgorithm())));
        if (!isSound(algorithm, info)) {
            throw refused("publicKey", "is no sound point of its curve, uncompressed; make a new key");
        }
        if (!algorithm.signature().equals(request.getSignatureAlgorithm().getAlgorithm())) {
            throw refused("signatureAlgorithm", WeakKey.signatureReason(request.getSignatureAlgorithm(), algorithm));
        }
        PublicKey key = key(algorithm, info);
        if (!isSignedBy(request, key)) {
            throw refused("signature", "must be made with the key that the request names");
        }
        return new CertificateRequest(key, algorithm);
    }

    /** base64url of the SHA-256 of the key's SubjectPublicKeyInfo. */
    String keyDigest() {
        return Base64Url.encode(Sha256.of(key.getEncoded()));
    }

    /** @throws Problem member-invalid if the terminal's institution takes no keys of this algorithm */
    void requireTakenBy(Terminal terminal) {
        terminal.store().merchant().acquirer().algorithms().requireForTerminals(algorithm);
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

    /** Whether the key is a sound point of its curve, in its one encoding. */
    static boolean isSound(KeyAlgorithm algorithm, SubjectPublicKeyInfo info) {
        byte[] point = info.getPublicKeyData().getOctets();
        if (algorithm == KeyAlgorithm.EDDSA) {
            return point.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(point, 0);
        }
        return point.length == UNCOMPRESSED && isOnCurve(info);
    }

    private static boolean isOnCurve(SubjectPublicKeyInfo info) {
        try {
            PublicKeyFactory.createKey(info);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static PublicKey key(KeyAlgorithm algorithm, SubjectPublicKeyInfo info) {
        try {
            KeyFactory keys =
                    switch (algorithm) {
                        case ES256 -> KeyFactory.getInstance("EC");
                        case EDDSA -> KeyFactory.getInstance("Ed25519");
                        case SM2SM3 -> KeyFactory.getInstance("EC", X509.smProvider());
                    };
            return keys.generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw refused("publicKey", "must be in the usual encoding, on a curve an uncompressed point");
        }
    }

    private static boolean isSignedBy(PKCS10CertificationRequest request, PublicKey key) {
        JcaContentVerifierProviderBuilder verifier = new JcaContentVerifierProviderBuilder();
        if (X509.isSm2(key)) {
            verifier.setProvider(X509.smProvider());
        }
        try {
            return request.isSignatureValid(verifier.build(key));
        } catch (PKCSException | OperatorCreationException | RuntimeException e) {
            return false;
        }
    }

    private static Problem refused(String member, String reason) {
        return Problem.member(ProblemType.MEMBER_INVALID, member, reason);
    }
}
