package org.tallystick.enrolment;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tallystick.shared.X509;

/** An authority that has nothing to do with the platform, as a licensed CA would be, and whatever it may do wrong. */
public record LicensedAuthority(KeyPair pair, X509Certificate certificate) {
    private static final Duration SOME_TIME = Duration.ofDays(300);

    /**
     * What a certificate says.
     *
     * @param pathLength -1 for an end entity, {@link Integer#MAX_VALUE} for no limit
     * @param purposes extended key usage; none: no such extension
     * @param permitted of an authority: the directory name that all below must have
     * @param list address of its issuer's revocation list
     */
    public record Wish(
            String subject,
            int pathLength,
            int keyUsage,
            List<String> purposes,
            Instant from,
            Instant to,
            Optional<String> permitted,
            Optional<String> list) {
        public static Wish authority(String name, int pathLength, Instant now) {
            return new Wish(
                    name,
                    pathLength,
                    KeyUsage.keyCertSign | KeyUsage.cRLSign,
                    List.of(),
                    now.minus(SOME_TIME),
                    now.plus(SOME_TIME),
                    Optional.empty(),
                    Optional.empty());
        }

        public static Wish terminal(String name, Instant now) {
            return authority(name, -1, now)
                    .usage(KeyUsage.digitalSignature)
                    .purposes("1.3.6.1.5.5.7.3.2")
                    .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(100)));
        }

        public Wish usage(int usage) {
            return new Wish(subject, pathLength, usage, purposes, from, to, permitted, list);
        }

        public Wish purposes(String... oids) {
            return new Wish(subject, pathLength, keyUsage, List.of(oids), from, to, permitted, list);
        }

        public Wish valid(Instant start, Instant end) {
            return new Wish(subject, pathLength, keyUsage, purposes, start, end, permitted, list);
        }

        public Wish permitting(String name) {
            return new Wish(subject, pathLength, keyUsage, purposes, from, to, Optional.of(name), list);
        }

        public Wish listAt(String address) {
            return new Wish(subject, pathLength, keyUsage, purposes, from, to, permitted, Optional.of(address));
        }
    }

    /** @param kind RSA-2048, P-256, P-384 or SM2, and others alike */
    public static KeyPair key(String kind) {
        try {
            if (kind.startsWith("RSA-")) {
                KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
                keys.initialize(Integer.parseInt(kind.substring("RSA-".length())));
                return keys.generateKeyPair();
            }
            KeyPairGenerator keys = kind.equals("SM2")
                    ? KeyPairGenerator.getInstance("EC", X509.smProvider())
                    : KeyPairGenerator.getInstance("EC");
            keys.initialize(
                    new ECGenParameterSpec(kind.equals("SM2") ? "sm2p256v1" : kind.replace("P-", "secp") + "r1"));
            return keys.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static LicensedAuthority root(String kind, Wish wish) {
        KeyPair pair = key(kind);
        return new LicensedAuthority(pair, build(pair, new X500Name(wish.subject()), pair.getPublic(), wish));
    }

    public LicensedAuthority below(String kind, Wish wish) {
        KeyPair own = key(kind);
        return new LicensedAuthority(own, certify(own.getPublic(), wish));
    }

    public X509Certificate certify(PublicKey key, Wish wish) {
        return build(
                pair, X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), key, wish);
    }

    /** An entry of a list; reason as in RFC 5280. */
    public record Entry(X509Certificate certificate, Instant at, int reason) {}

    /** A revocation list in DER form. */
    public byte[] list(Instant from, Instant until, Entry... entries) {
        return list(from, until, Optional.empty(), entries);
    }

    /** A list that tells of a part alone. */
    public byte[] list(Instant from, Instant until, IssuingDistributionPoint scope, Entry... entries) {
        return list(from, until, Optional.of(scope), entries);
    }

    private byte[] list(Instant from, Instant until, Optional<IssuingDistributionPoint> scope, Entry... entries) {
        X509v2CRLBuilder list = new X509v2CRLBuilder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), Date.from(from));
        list.setNextUpdate(Date.from(until));
        for (Entry entry : entries) {
            list.addCRLEntry(entry.certificate().getSerialNumber(), Date.from(entry.at()), entry.reason());
        }
        try {
            if (scope.isPresent()) {
                list.addExtension(Extension.issuingDistributionPoint, true, scope.get());
            }
            return list.build(signer(pair)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] pem(X509Certificate... certificates) {
        StringBuilder pem = new StringBuilder();
        try {
            for (X509Certificate each : certificates) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(each.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static X509Certificate build(KeyPair issuer, X500Name issuerName, PublicKey key, Wish wish) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuerName,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(wish.from()),
                Date.from(wish.to()),
                new X500Name(wish.subject()),
                key);
        try {
            extend(builder, wish, key);
            return X509.parse(builder.build(signer(issuer)).getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extend(X509v3CertificateBuilder builder, Wish wish, PublicKey key)
            throws IOException, GeneralSecurityException {
        builder.addExtension(
                Extension.basicConstraints,
                true,
                wish.pathLength() < 0
                        ? new BasicConstraints(false)
                        : wish.pathLength() == Integer.MAX_VALUE
                                ? new BasicConstraints(true)
                                : new BasicConstraints(wish.pathLength()));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.keyUsage()));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        if (!wish.purposes().isEmpty()) {
            List<KeyPurposeId> purposes = new ArrayList<>();
            wish.purposes().forEach(oid -> purposes.add(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid))));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        if (wish.permitted().isPresent()) {
            GeneralName name = new GeneralName(new X500Name(wish.permitted().get()));
            builder.addExtension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(name)}, null));
        }
        if (wish.list().isPresent()) {
            GeneralName name = new GeneralName(
                    GeneralName.uniformResourceIdentifier, wish.list().get());
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null)
            }));
        }
    }

    private static ContentSigner signer(KeyPair pair) {
        boolean sm2 = X509.isSm2(pair.getPublic());
        boolean rsa = pair.getPublic().getAlgorithm().equals("RSA");
        JcaContentSignerBuilder builder =
                new JcaContentSignerBuilder(sm2 ? "SM3withSM2" : rsa ? "SHA256withRSA" : "SHA256withECDSA");
        try {
            return (sm2 ? builder.setProvider(X509.smProvider()) : builder).build(pair.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
