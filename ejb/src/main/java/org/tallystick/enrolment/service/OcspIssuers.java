package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.tallystick.enrolment.StoredCertificate;

/**
 * Which of our authorities an OCSP request means: by the digests of its name and key (RFC 6960 section 4.1.1), under SHA-1, which
 * most clients send, or SHA-2. A look-up only; nothing is trusted because of it. Thread-safe.
 */
@ApplicationScoped
class OcspIssuers {
    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(
            OIWObjectIdentifiers.idSHA1, "SHA-1",
            NISTObjectIdentifiers.id_sha256, "SHA-256",
            NISTObjectIdentifiers.id_sha384, "SHA-384",
            NISTObjectIdentifiers.id_sha512, "SHA-512");
    private static final long LOOK_MILLIS = 1_000;

    private final CertificateStore store;
    private final Clock clock;
    /** Replaced as a whole. */
    private volatile Map<String, String> known = Map.of();

    private volatile long looked = Long.MIN_VALUE;

    @Inject
    OcspIssuers(CertificateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OcspIssuers() {
        this(null, null);
    }

    /** Thumbprint of the authority; nothing if it is none of ours. The database is asked once a second at most. */
    Optional<String> find(CertificateID asked) {
        String name = name(asked.getHashAlgOID(), asked.getIssuerNameHash(), asked.getIssuerKeyHash());
        long now = clock.millis();
        if (!known.containsKey(name) && (looked == Long.MIN_VALUE || Math.abs(now - looked) >= LOOK_MILLIS)) {
            looked = now;
            known = load();
        }
        return Optional.ofNullable(known.get(name));
    }

    private Map<String, String> load() {
        Map<String, String> all = new HashMap<>();
        for (X509Certificate authority : store.authorities()) {
            String thumbprint = StoredCertificate.thumbprint(authority);
            byte[] subject = authority.getSubjectX500Principal().getEncoded();
            byte[] key = SubjectPublicKeyInfo.getInstance(
                            authority.getPublicKey().getEncoded())
                    .getPublicKeyData()
                    .getBytes();
            DIGESTS.forEach((oid, algorithm) ->
                    all.put(name(oid, digest(algorithm, subject), digest(algorithm, key)), thumbprint));
        }
        return Map.copyOf(all);
    }

    private static String name(ASN1ObjectIdentifier algorithm, byte[] nameHash, byte[] keyHash) {
        HexFormat hex = HexFormat.of();
        return algorithm.getId() + ":" + hex.formatHex(nameHash) + ":" + hex.formatHex(keyHash);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }
}
