package org.tallystick.shared;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Certificates of both families (RFC 5280; SM2 as in GB/T 20518). The JDK refuses a certificate with a key on the SM2 curve as a
 * whole: such ones are read, verified and led to an anchor by Bouncy Castle, all others by the JDK. ECDSA on its own is Bouncy Castle's
 * too: the JDK's takes ten times as long on Java 17 (LIMITS.md, Providers).
 */
public final class X509 {
    private static final Provider SM = new BouncyCastleProvider();
    private static final String TYPE = "X.509";

    /** Few authorities have signed all certificates here, and receipts show the same ones again and again. */
    private static final FoundBefore<Boolean> SIGNED = new FoundBefore<>(20_000);

    private X509() {}

    /** Bouncy Castle, as an instance that is registered nowhere: what makes and uses SM2 keys, and whatever the JDK is slow at. */
    public static Provider smProvider() {
        return SM;
    }

    /** @throws CertificateException unless these bytes begin with a certificate in DER form */
    public static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate) factory(holdsSm2(der)).generateCertificate(new ByteArrayInputStream(der));
    }

    /**
     * All certificates of a file, in PEM or DER.
     *
     * @throws CertificateException if it cannot be read
     */
    public static List<X509Certificate> parseAll(byte[] file) throws CertificateException {
        Collection<? extends Certificate> found;
        try {
            found = factory(false).generateCertificates(new ByteArrayInputStream(file));
        } catch (CertificateException e) {
            found = factory(true).generateCertificates(new ByteArrayInputStream(file));
            if (found.isEmpty()) {
                throw e;
            }
        }
        List<X509Certificate> all = new ArrayList<>();
        for (Certificate each : found) {
            all.add(parse(each.getEncoded()));
        }
        return List.copyOf(all);
    }

    /** Whether the certified key is one for SM2. */
    public static boolean isSm2(X509Certificate certificate) {
        return isSm2(certificate.getPublicKey());
    }

    /** Whether the key names the curve sm2p256v1. */
    public static boolean isSm2(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return encoded != null && isSm2(SubjectPublicKeyInfo.getInstance(encoded));
    }

    /** Whether the issuer's key has made the certificate's signature; nothing else is looked at. */
    public static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            PublicKey key = issuer.getPublicKey();
            return SIGNED.about(() -> verifies(certificate, key), key.getEncoded(), certificate.getEncoded());
        } catch (CertificateEncodingException | RuntimeException e) {
            return false;
        }
    }

    private static boolean verifies(X509Certificate certificate, PublicKey issuer) {
        try {
            if (issuer instanceof ECKey) {
                certificate.verify(issuer, SM);
            } else {
                certificate.verify(issuer);
            }
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /** Whether the issuer has issued the certificate: its name, and its key's signature; no rule is looked at. */
    public static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        return isNamedIssuer(certificate, issuer) && isSignedBy(certificate, issuer);
    }

    /** Whether the certificate gives the issuer's name as that of its issuer. */
    public static boolean isNamedIssuer(X509Certificate certificate, X509Certificate issuer) {
        return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** Whether subject and issuer have one name, as a root's have; the signature is not looked at. */
    public static boolean isSelfIssued(X509Certificate certificate) {
        return isNamedIssuer(certificate, certificate);
    }

    /** Whether the issuer's key has made the revocation list's signature; nothing else is looked at. */
    public static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
        try {
            if (issuer.getPublicKey() instanceof ECKey) {
                list.verify(issuer.getPublicKey(), SM);
            } else {
                list.verify(issuer.getPublicKey());
            }
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Validates a path (RFC 5280 section 6).
     *
     * @param issued the certificate first, the anchor left out
     * @throws java.security.cert.CertPathValidatorException if it breaks a rule
     */
    public static void validate(List<X509Certificate> issued, PKIXParameters parameters)
            throws GeneralSecurityException {
        boolean sm = issued.stream().anyMatch(X509::isSm2);
        CertPathValidator validator =
                sm ? CertPathValidator.getInstance("PKIX", SM) : CertPathValidator.getInstance("PKIX");
        validator.validate(factory(sm).generateCertPath(issued), parameters);
        for (TrustAnchor anchor : parameters.getTrustAnchors()) {
            if (!permitsNames(anchor.getTrustedCert(), issued)) {
                throw new CertPathValidatorException("A name is outside of what the anchor permits");
            }
        }
    }

    /** No software here looks at the name constraints of an anchor itself (RFC 5280 section 4.2.1.10). */
    private static boolean permitsNames(X509Certificate anchor, List<X509Certificate> issued) {
        byte[] extension = anchor.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return true;
        }
        try {
            NameConstraints wanted = NameConstraints.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            PKIXNameConstraintValidator names = new PKIXNameConstraintValidator();
            if (wanted.getPermittedSubtrees() != null) {
                names.intersectPermittedSubtree(wanted.getPermittedSubtrees());
            }
            if (wanted.getExcludedSubtrees() != null) {
                Arrays.stream(wanted.getExcludedSubtrees()).forEach(names::addExcludedSubtree);
            }
            for (X509Certificate certificate : issued) {
                check(names, certificate);
            }
            return true;
        } catch (NameConstraintValidatorException | RuntimeException e) {
            return false;
        }
    }

    private static void check(PKIXNameConstraintValidator names, X509Certificate certificate)
            throws NameConstraintValidatorException {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        names.checkPermittedDN(subject);
        names.checkExcludedDN(subject);
        byte[] others = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (others != null) {
            for (GeneralName name : GeneralNames.getInstance(
                            ASN1OctetString.getInstance(others).getOctets())
                    .getNames()) {
                names.checkPermitted(name);
                names.checkExcluded(name);
            }
        }
    }

    /** @throws CRLException unless these bytes are a revocation list, of either family */
    public static X509CRL parseList(byte[] der) throws CRLException {
        try {
            return (X509CRL) factory(isSignedWithSm2(der)).generateCRL(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new CRLException("This Java reads no revocation lists", e);
        }
    }

    private static boolean isSignedWithSm2(byte[] der) {
        try {
            return GMObjectIdentifiers.sm2sign_with_sm3.equals(
                    CertificateList.getInstance(der).getSignatureAlgorithm().getAlgorithm());
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** What builds a path from this certificate; anchors and material must be of its family. */
    public static CertPathBuilder pathBuilder(X509Certificate end) throws GeneralSecurityException {
        return isSm2(end) ? CertPathBuilder.getInstance("PKIX", SM) : CertPathBuilder.getInstance("PKIX");
    }

    private static CertificateFactory factory(boolean sm) throws CertificateException {
        return sm ? CertificateFactory.getInstance(TYPE, SM) : CertificateFactory.getInstance(TYPE);
    }

    private static boolean holdsSm2(byte[] der) {
        try {
            return isSm2(org.bouncycastle.asn1.x509.Certificate.getInstance(der).getSubjectPublicKeyInfo());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isSm2(SubjectPublicKeyInfo info) {
        return GMObjectIdentifiers.sm2p256v1.equals(info.getAlgorithm().getParameters());
    }
}
