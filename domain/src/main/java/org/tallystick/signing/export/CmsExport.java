package org.tallystick.signing.export;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.tallystick.shared.Sha256;

/**
 * A detached CMS signature (RFC 5652) over a stored receipt, for OpenSSL and everything else that reads {@code .p7s}: ECDSA with
 * SHA-256, and as signed attributes the digest, the signing time, and the signer's certificate (RFC 5035,
 * {@code signing-certificate-v2}), so that it is also a CAdES baseline B signature. What it is a signature over is the file
 * {@code .jose}.
 */
public final class CmsExport {

    private CmsExport() {}

    /**
     * @param receipt stored bytes; they are not in the result
     * @return DER form of a ContentInfo
     * @throws IllegalArgumentException if the signer's algorithm is not ES256
     */
    public static byte[] of(byte[] receipt, ExportSigner signer) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signerInfo(signer));
            generator.addCertificates(new JcaCertStore(signer.chain()));
            return generator
                    .generate(new CMSProcessableByteArray(receipt), false)
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException | IOException | CertificateEncodingException | OperatorCreationException e) {
            throw new IllegalStateException("The export cannot be put together", e);
        }
    }

    private static SignerInfoGenerator signerInfo(ExportSigner signer)
            throws CertificateEncodingException, OperatorCreationException {
        X509CertificateHolder certificate = new JcaX509CertificateHolder(signer.certificate());
        return new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(signer, certificate)))
                .build(new EcdsaContentSigner(signer), certificate);
    }

    private static AttributeTable attributes(ExportSigner signer, X509CertificateHolder certificate)
            throws CertificateEncodingException {
        IssuerSerial issuer = new IssuerSerial(
                new GeneralNames(new GeneralName(certificate.getIssuer())), certificate.getSerialNumber());
        ESSCertIDv2 named = new ESSCertIDv2(Sha256.of(signer.certificate().getEncoded()), issuer);
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signer.time())))));
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(named))));
        return new AttributeTable(attributes);
    }
}
