package org.tallystick.timestamping;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

/** The digests that may stand in a timestamp; weaker ones are refused. The later ones are the stronger ones. */
public enum ImprintDigest {
    SHA256(256, "SHA-256", NISTObjectIdentifiers.id_sha256),
    SHA384(384, "SHA-384", NISTObjectIdentifiers.id_sha384),
    SHA512(512, "SHA-512", NISTObjectIdentifiers.id_sha512);

    private final int bits;
    private final String algorithm;
    private final ASN1ObjectIdentifier oid;

    ImprintDigest(int bits, String algorithm, ASN1ObjectIdentifier oid) {
        this.bits = bits;
        this.algorithm = algorithm;
        this.oid = oid;
    }

    /** Its name in Java and in settings: {@code SHA-256}. */
    public String algorithm() {
        return algorithm;
    }

    /** Length of the digest. */
    public int bits() {
        return bits;
    }

    public ASN1ObjectIdentifier oid() {
        return oid;
    }

    public byte[] of(byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }

    public static Optional<ImprintDigest> ofBits(int bits) {
        return Arrays.stream(values()).filter(digest -> digest.bits == bits).findFirst();
    }

    public static Optional<ImprintDigest> ofOid(ASN1ObjectIdentifier oid) {
        return Arrays.stream(values()).filter(digest -> digest.oid.equals(oid)).findFirst();
    }

    public static Optional<ImprintDigest> ofAlgorithm(String algorithm) {
        return Arrays.stream(values())
                .filter(digest -> digest.algorithm.equals(algorithm))
                .findFirst();
    }

    /** Object identifiers of all. */
    public static Set<ASN1ObjectIdentifier> oids() {
        return Arrays.stream(values()).map(ImprintDigest::oid).collect(Collectors.toUnmodifiableSet());
    }
}
