package org.tallystick.verification;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** A key with its certificate: a root, an issuing authority of one role, or a signer. As the platform's own CA makes them. */
public record TestCertificate(KeyPair pair, SignatureAlgorithm algorithm, X509Certificate certificate) {
    /** Everything in these tests happens around this time. */
    public static final Instant NOW = Instant.parse("2027-02-01T10:00:00Z");

    static final SignatureSuite SUITE = SignatureSuite.bouncyCastle();

    /**
     * What a certificate says.
     *
     * @param pathLength of an authority; -1 for an end entity
     */
    public record Profile(
            X500Name subject,
            List<CertificateRole> roles,
            int pathLength,
            int keyUsage,
            Instant from,
            Instant to,
            SignatureAlgorithm algorithm,
            boolean strange) {
        static Profile authority(String name, int pathLength, CertificateRole... roles) {
            return new Profile(
                    name(name),
                    List.of(roles),
                    pathLength,
                    KeyUsage.keyCertSign | KeyUsage.cRLSign,
                    NOW.minus(Duration.ofDays(400)),
                    NOW.plus(Duration.ofDays(1000)),
                    SignatureAlgorithm.ES256,
                    false);
        }

        static Profile signer(String name, CertificateRole... roles) {
            return authority(name, -1, roles).usage(KeyUsage.digitalSignature);
        }

        Profile usage(int usage) {
            return new Profile(subject, roles, pathLength, usage, from, to, algorithm, strange);
        }

        Profile validity(Instant start, Instant end) {
            return new Profile(subject, roles, pathLength, keyUsage, start, end, algorithm, strange);
        }

        Profile algorithm(SignatureAlgorithm other) {
            return new Profile(subject, roles, pathLength, keyUsage, from, to, other, strange);
        }

        /** With a critical extension that nobody knows. */
        Profile withStrangeExtension() {
            return new Profile(subject, roles, pathLength, keyUsage, from, to, algorithm, true);
        }

        private static X500Name name(String text) {
            return new X500Name(text.contains("=") ? text : "CN=" + text);
        }
    }

    /** A root that issued itself. */
    public static TestCertificate root(String name) {
        return root(Profile.authority(name, 3));
    }

    static TestCertificate root(Profile profile) {
        KeyPair pair = SUITE.generate(profile.algorithm());
        return new TestCertificate(
                pair, profile.algorithm(), build(pair, profile.subject(), pair, profile, signatureOf(pair)));
    }

    TestCertificate issue(Profile profile) {
        return certify(SUITE.generate(profile.algorithm()), profile);
    }

    /** Another certificate for a key that exists. */
    TestCertificate certify(KeyPair subject, Profile profile) {
        return certify(subject, profile, signatureOf(pair));
    }

    /** Signed with an algorithm of the caller's choice, such as a weak one. */
    TestCertificate certify(KeyPair subject, Profile profile, String signature) {
        X500Name issuer =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return new TestCertificate(subject, profile.algorithm(), build(pair, issuer, subject, profile, signature));
    }

    private static String signatureOf(KeyPair issuer) {
        boolean edwards = issuer.getPrivate().getAlgorithm().startsWith("Ed");
        return X509.isSm2(issuer.getPublic()) ? "SM3withSM2" : edwards ? "Ed25519" : "SHA256withECDSA";
    }

    TestCertificate authority(CertificateRole role) {
        return issue(Profile.authority(role + " authority", 0, role));
    }

    TestCertificate signer(CertificateRole role, String subject) {
        return issue(Profile.signer(subject, role));
    }

    TestCertificate signer(CertificateRole role, String subject, UnaryOperator<Profile> change) {
        return issue(change.apply(Profile.signer(subject, role)));
    }

    byte[] thumbprint() {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate build(
            KeyPair issuer, X500Name issuerName, KeyPair subject, Profile profile, String signature) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuerName,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(profile.from()),
                Date.from(profile.to()),
                profile.subject(),
                subject.getPublic());
        try {
            extend(builder, profile);
            identify(builder, subject, issuer);
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder(signature);
            if (X509.isSm2(issuer.getPublic())) {
                signer.setProvider(X509.smProvider());
            }
            return X509.parse(builder.build(signer.build(issuer.getPrivate())).getEncoded());
        } catch (IOException | OperatorException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void identify(X509v3CertificateBuilder builder, KeyPair subject, KeyPair issuer)
            throws GeneralSecurityException, IOException {
        JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(subject.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuer.getPublic()));
    }

    /** The authority's revocation list of this moment, in DER form: one certificate, or none. */
    byte[] revoking(Instant at, Optional<X509Certificate> revoked, Instant since) {
        X509v2CRLBuilder list = new X509v2CRLBuilder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), Date.from(at));
        list.setNextUpdate(Date.from(at.plus(Duration.ofDays(1))));
        revoked.ifPresent(each -> list.addCRLEntry(each.getSerialNumber(), Date.from(since), CRLReason.keyCompromise));
        try {
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(pair.getPublic()));
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
            return list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extend(X509v3CertificateBuilder builder, Profile profile) throws IOException {
        boolean authority = profile.pathLength() >= 0;
        builder.addExtension(
                Extension.basicConstraints,
                true,
                authority ? new BasicConstraints(profile.pathLength()) : new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(profile.keyUsage()));
        KeyPurposeId[] purposes = profile.roles().stream()
                .map(role -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(role.oid())))
                .toArray(KeyPurposeId[]::new);
        if (purposes.length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, !authority, new ExtendedKeyUsage(purposes));
        }
        if (profile.strange()) {
            builder.addExtension(new ASN1ObjectIdentifier("2.25.1"), true, new byte[] {5, 0});
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TestCertificate signer && Arrays.equals(thumbprint(), signer.thumbprint());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(thumbprint());
    }
}
