package org.tallystick.enrolment;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** What a key may be certified for (THREATS.md 3.1), by the names and identifiers of its algorithm. All others are refused. */
public enum KeyAlgorithm {
    /** ECDSA on P-256 with SHA-256. */
    ES256(
            "ES256",
            X9ObjectIdentifiers.id_ecPublicKey,
            SECObjectIdentifiers.secp256r1,
            X9ObjectIdentifiers.ecdsa_with_SHA256),
    /** Ed25519 (RFC 8410). */
    EDDSA("EdDSA", EdECObjectIdentifiers.id_Ed25519, null, EdECObjectIdentifiers.id_Ed25519),
    /** SM2 with SM3 (GM/T 0003, GM/T 0004, GM/T 0009). */
    SM2SM3(
            "SM2SM3",
            X9ObjectIdentifiers.id_ecPublicKey,
            GMObjectIdentifiers.sm2p256v1,
            GMObjectIdentifiers.sm2sign_with_sm3);

    private final String jose;
    private final ASN1ObjectIdentifier key;
    private final @Nullable ASN1ObjectIdentifier curve;
    private final ASN1ObjectIdentifier signature;

    KeyAlgorithm(
            String jose,
            ASN1ObjectIdentifier key,
            @Nullable ASN1ObjectIdentifier curve,
            ASN1ObjectIdentifier signature) {
        this.jose = jose;
        this.key = key;
        this.curve = curve;
        this.signature = signature;
    }

    /** The value of {@code alg} in headers. */
    public String jose() {
        return jose;
    }

    /** What a signing request by such a key is signed with. */
    public ASN1ObjectIdentifier signature() {
        return signature;
    }

    /** What the key's information says it is. */
    public ASN1ObjectIdentifier keyType() {
        return key;
    }

    /** The curve that the key's information names; none for Ed25519. */
    public Optional<ASN1ObjectIdentifier> curve() {
        return Optional.ofNullable(curve);
    }

    /** The algorithm of this value of {@code alg}. */
    public static Optional<KeyAlgorithm> ofJose(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.jose.equals(name))
                .findFirst();
    }

    /** The algorithm of keys that are described like this: the curve must be named. */
    public static Optional<KeyAlgorithm> of(AlgorithmIdentifier described) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.describes(described))
                .findFirst();
    }

    /** @throws IllegalArgumentException if it is a key for none of them */
    public static KeyAlgorithm of(PublicKey key) {
        return of(SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm())
                .orElseThrow(() -> new IllegalArgumentException("A key for none of the algorithms in use here"));
    }

    private boolean describes(AlgorithmIdentifier described) {
        return key.equals(described.getAlgorithm())
                && (curve == null ? described.getParameters() == null : curve.equals(described.getParameters()));
    }
}
