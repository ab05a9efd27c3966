package org.tallystick.terminal;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** A key with its certificate, and what it certifies. */
record TestAuthority(KeyPair pair, X509Certificate certificate) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static TestAuthority root(String name) throws Exception {
        return root(name, newKey());
    }

    /** The same for SM2; what stands below it is of that family too. */
    static TestAuthority sm2Root(String name) throws Exception {
        return root(name, SignatureSuite.bouncyCastle().generate(SignatureAlgorithm.SM2SM3));
    }

    private static TestAuthority root(String name, KeyPair pair) throws Exception {
        return new TestAuthority(
                pair,
                build(
                        pair,
                        new X500Name("CN=" + name),
                        builder -> {
                            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
                            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                        },
                        pair.getPublic(),
                        new X500Name("CN=" + name)));
    }

    /** @param role the only one that it may give */
    TestAuthority below(String name, String role) throws Exception {
        KeyPair fresh =
                X509.isSm2(certificate) ? SignatureSuite.bouncyCastle().generate(SignatureAlgorithm.SM2SM3) : newKey();
        return new TestAuthority(
                fresh,
                build(
                        pair,
                        issuer(),
                        builder -> {
                            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                            builder.addExtension(Extension.extendedKeyUsage, false, usage(role));
                        },
                        fresh.getPublic(),
                        new X500Name("CN=" + name)));
    }

    TestAuthority signer(String name, String role) throws Exception {
        KeyPair fresh = newKey();
        return new TestAuthority(fresh, certify(fresh.getPublic(), name, role));
    }

    X509Certificate certify(PublicKey key, String name, String role) throws Exception {
        return certify(key, new X500Name("CN=" + name), role);
    }

    X509Certificate certify(PublicKey key, X500Name subject, String role) throws Exception {
        return build(
                pair,
                issuer(),
                builder -> {
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                    builder.addExtension(Extension.extendedKeyUsage, true, usages(role));
                },
                key,
                subject);
    }

    /** A terminal also proves itself in TLS. */
    private static ExtendedKeyUsage usages(String role) {
        return role.equals(CertificatePaths.TERMINAL_ROLE)
                ? new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.getInstance(new ASN1ObjectIdentifier(role)), KeyPurposeId.id_kp_clientAuth
                })
                : usage(role);
    }

    TestAuthority server() throws Exception {
        KeyPair fresh = newKey();
        return new TestAuthority(
                fresh,
                build(
                        pair,
                        issuer(),
                        builder -> {
                            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
                            builder.addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
                        },
                        fresh.getPublic(),
                        new X500Name("CN=localhost")));
    }

    private static ExtendedKeyUsage usage(String role) {
        return new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(role)));
    }

    private X500Name issuer() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws Exception;
    }

    private static X509Certificate build(
            KeyPair issuerKey, X500Name issuer, Extensions extensions, PublicKey key, X500Name subject)
            throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM),
                Date.from(now.minus(1, ChronoUnit.HOURS)),
                Date.from(now.plus(30, ChronoUnit.DAYS)),
                subject,
                key);
        extensions.addTo(builder);
        JcaContentSignerBuilder signer = X509.isSm2(issuerKey.getPublic())
                ? new JcaContentSignerBuilder("SM3withSM2").setProvider(X509.smProvider())
                : new JcaContentSignerBuilder("SHA256withECDSA");
        return X509.parse(builder.build(signer.build(issuerKey.getPrivate())).getEncoded());
    }
}
