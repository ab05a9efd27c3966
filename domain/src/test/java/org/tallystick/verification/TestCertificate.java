package org.tallystick.verification;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** A key with its certificate: a root, an issuing authority of one role, or a signer. */
record TestCertificate(KeyPair pair, X509Certificate certificate) {
    /** Everything in these tests happens around this time. */
    static final Instant NOW = Instant.parse("2027-02-01T10:00:00Z");

    private static final SignatureSuite SUITE = SignatureSuite.bouncyCastle();

    static TestCertificate root(String name) {
        KeyPair pair = SUITE.generate(SignatureAlgorithm.ES256);
        return issue(
                new Issuer(pair, new X500Name("CN=" + name)), pair, new Profile(name, Optional.empty(), true, 3650));
    }

    TestCertificate authority(CertificateRole role) {
        return issue(role, role + " authority", true, 1000);
    }

    TestCertificate signer(CertificateRole role, String subject) {
        return issue(role, subject, false, 300);
    }

    /** A signer whose certificate ended 100 days ago. */
    TestCertificate expired(CertificateRole role, String subject) {
        return issue(role, subject, false, -100);
    }

    byte[] thumbprint() {
        return Sha256.of(CertificateFiles.der(certificate));
    }

    private TestCertificate issue(CertificateRole role, String subject, boolean authority, int days) {
        Issuer issuer = new Issuer(
                pair, X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()));
        return issue(
                issuer,
                SUITE.generate(SignatureAlgorithm.ES256),
                new Profile(subject, Optional.of(role), authority, days));
    }

    private record Issuer(KeyPair pair, X500Name name) {}

    private record Profile(String subject, Optional<CertificateRole> role, boolean authority, int days) {}

    private static TestCertificate issue(Issuer issuer, KeyPair pair, Profile profile) {
        String subject = profile.subject().contains("=") ? profile.subject() : "CN=" + profile.subject();
        var builder = new JcaX509v3CertificateBuilder(
                issuer.name(),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(NOW.minus(400, ChronoUnit.DAYS)),
                Date.from(NOW.plus(profile.days(), ChronoUnit.DAYS)),
                new X500Name(subject),
                pair.getPublic());
        try {
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    profile.authority() ? new BasicConstraints(true) : new BasicConstraints(false));
            int usage = profile.authority() ? KeyUsage.keyCertSign : KeyUsage.digitalSignature;
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (profile.role().isPresent()) {
                var oid = new ASN1ObjectIdentifier(profile.role().get().oid());
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        !profile.authority(),
                        new ExtendedKeyUsage(KeyPurposeId.getInstance(oid)));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(issuer.pair().getPrivate());
            return new TestCertificate(pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (java.io.IOException | OperatorException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
