package org.tallystick.enrolment.service;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.X509;

/**
 * How the platform's certificates look (RFC 5280; API.md, Receipt; THREATS.md A6).
 *
 * <p>ECDSA P-256 with SHA-256, or SM2 with SM3 under a root of its own ({@link KeyFamily}); random serial numbers of 128 bits, key identifiers. All but a root's say where
 * its revocation is told; nothing of the platform's own is ever fetched from there. The root may have issuing authorities below it, these only end entities; an issuing authority carries the
 * one role it may give in its own extended key usage.
 */
final class CertificateProfile {
    private static final int SERIAL_BITS = 128;

    private final SecureRandom random;

    /** Who is certified. */
    record Applicant(X500Name subject, PublicKey key) {}

    /** From when until when; whole seconds. */
    record Period(Instant from, Instant to) {
        Period {
            from = from.truncatedTo(ChronoUnit.SECONDS);
            to = to.truncatedTo(ChronoUnit.SECONDS);
        }

        /** As long as asked, but never beyond the issuer. */
        static Period within(VaultKey issuer, Instant from, Duration length) {
            Instant end = issuer.certificate().getNotAfter().toInstant();
            Instant asked = from.plus(length);
            return new Period(from, asked.isBefore(end) ? asked : end);
        }
    }

    /**
     * Where people and programs ask about certificates of an authority (RFC 5280 sections 4.2.1.13 and 4.2.2.1).
     *
     * @param base public address of the platform, without trailing slash
     */
    record Addresses(String base) {
        private void add(X509v3CertificateBuilder builder, X509Certificate issuer) throws IOException {
            builder.addExtension(Extension.cRLDistributionPoints, false, lists(issuer));
            builder.addExtension(Extension.authorityInfoAccess, false, responders(issuer));
        }

        private CRLDistPoint lists(X509Certificate issuer) {
            String list = base + "/api/v1/crl/" + StoredCertificate.thumbprint(issuer) + ".crl";
            DistributionPointName name = new DistributionPointName(new GeneralNames(uri(list)));
            return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
        }

        private AuthorityInformationAccess responders(X509Certificate issuer) {
            String certificate = base + "/api/v1/certificates/" + StoredCertificate.thumbprint(issuer);
            return new AuthorityInformationAccess(new AccessDescription[] {
                new AccessDescription(AccessDescription.id_ad_ocsp, uri(base + "/ocsp")),
                new AccessDescription(AccessDescription.id_ad_caIssuers, uri(certificate))
            });
        }

        private static GeneralName uri(String address) {
            return new GeneralName(GeneralName.uniformResourceIdentifier, address);
        }
    }

    CertificateProfile(SecureRandom random) {
        this.random = random;
    }

    KeyPair generateKey(KeyFamily family) {
        return family.generate(random);
    }

    /** A root of its own, with one level of authorities below it. */
    VaultKey root(KeyFamily family, X500Name name, Period period) {
        KeyPair pair = generateKey(family);
        X509v3CertificateBuilder builder = builder(name, new Applicant(name, pair.getPublic()), period);
        return new VaultKey(
                pair.getPrivate(), build(family.signer(pair.getPrivate(), Optional.empty()), builder, () -> {
                    identify(builder, pair.getPublic(), pair.getPublic());
                    authority(builder, 1);
                }));
    }

    /** An authority that issues end entities of one role only. */
    X509Certificate issuing(VaultKey root, Applicant applicant, KeyPurposeId role, Period period, Addresses addresses) {
        X509v3CertificateBuilder builder = builder(nameOf(root), applicant, period);
        return build(root.signer(), builder, () -> {
            identify(builder, applicant.key(), root.certificate().getPublicKey());
            authority(builder, 0);
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(role));
            addresses.add(builder, root.certificate());
        });
    }

    /** A key that signs bills, events, seals or timestamps: the role is critical, so no other software takes it for anything else. */
    X509Certificate signer(
            VaultKey issuer, Applicant applicant, KeyPurposeId role, Period period, Addresses addresses) {
        X509v3CertificateBuilder builder = builder(nameOf(issuer), applicant, period);
        return build(issuer.signer(), builder, () -> {
            identify(builder, applicant.key(), issuer.certificate().getPublicKey());
            endEntity(builder);
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(role));
            addresses.add(builder, issuer.certificate());
        });
    }

    /**
     * A terminal's key: signs bills and events, and proves the terminal to the listener for terminals, where it renews itself.
     * Both usages are critical.
     */
    X509Certificate terminal(VaultKey issuer, Applicant applicant, Period period, Addresses addresses) {
        X509v3CertificateBuilder builder = builder(nameOf(issuer), applicant, period);
        return build(issuer.signer(), builder, () -> {
            identify(builder, applicant.key(), issuer.certificate().getPublicKey());
            endEntity(builder);
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(new KeyPurposeId[] {
                AuthorityKind.TERMINAL.purpose(), KeyPurposeId.id_kp_clientAuth
            }));
            addresses.add(builder, issuer.certificate());
        });
    }

    /** Answers about its issuer's certificates, and is itself not asked about (RFC 6960 section 4.2.2.2). */
    X509Certificate responder(VaultKey issuer, Applicant applicant, Period period) {
        X509v3CertificateBuilder builder = builder(nameOf(issuer), applicant, period);
        return build(issuer.signer(), builder, () -> {
            identify(builder, applicant.key(), issuer.certificate().getPublicKey());
            endEntity(builder);
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
            builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        });
    }

    /** A TLS server. */
    X509Certificate server(VaultKey issuer, Applicant applicant, GeneralNames names, Period period) {
        X509v3CertificateBuilder builder = builder(nameOf(issuer), applicant, period);
        return build(issuer.signer(), builder, () -> {
            identify(builder, applicant.key(), issuer.certificate().getPublicKey());
            endEntity(builder);
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        });
    }

    private X509v3CertificateBuilder builder(X500Name issuer, Applicant applicant, Period period) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).max(BigInteger.ONE),
                Date.from(period.from()),
                Date.from(period.to()),
                applicant.subject(),
                applicant.key());
    }

    private static X500Name nameOf(VaultKey key) {
        return X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded());
    }

    private static void identify(X509v3CertificateBuilder builder, PublicKey subject, PublicKey issuer)
            throws GeneralSecurityException, IOException {
        JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(subject));
        builder.addExtension(Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuer));
    }

    private static void authority(X509v3CertificateBuilder builder, int pathLength) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static void endEntity(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    @FunctionalInterface
    private interface Extensions {
        void add() throws GeneralSecurityException, IOException;
    }

    private static X509Certificate build(ContentSigner key, X509v3CertificateBuilder builder, Extensions extensions) {
        try {
            extensions.add();
            return X509.parse(builder.build(key).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("A certificate cannot be built", e);
        }
    }
}
