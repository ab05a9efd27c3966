package org.tallystick.signing.export;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * A stored receipt as SignedData of GB/T 35275 (GM/T 0010), for software of the Chinese family: the receipt's bytes are inside, SM3
 * is the digest and SM2 under the default user id the signature, over the authenticated attributes (content type, digest, and the
 * time of this signature, which is not that of the seal). An export: it proves who gave the receipt out and when.
 */
public final class GmtExport {
    /** GM/T 0010: data. */
    public static final ASN1ObjectIdentifier DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1");
    /** GM/T 0010: signedData. */
    public static final ASN1ObjectIdentifier SIGNED_DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2");

    private static final AlgorithmIdentifier SM3 = new AlgorithmIdentifier(GMObjectIdentifiers.sm3);
    /** SM2 signature: GM/T 0006, and what GM/T 0010 wants beside a digest that is named already. */
    private static final AlgorithmIdentifier SM2 = new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign);

    private static final ASN1Integer VERSION = new ASN1Integer(1);
    private static final BigInteger ORDER = GMNamedCurves.getByName("sm2p256v1").getN();

    private GmtExport() {}

    /**
     * @param receipt stored bytes
     * @return DER form of a ContentInfo
     * @throws IllegalArgumentException if the signer's algorithm is not SM2SM3
     */
    public static byte[] of(byte[] receipt, ExportSigner signer) {
        if (signer.algorithm() != SignatureAlgorithm.SM2SM3) {
            throw new IllegalArgumentException("This form is signed with SM2SM3 only.");
        }
        try {
            DERSequence signedData = sequence(
                    VERSION,
                    new DERSet(SM3),
                    sequence(DATA, new DERTaggedObject(true, 0, new DEROctetString(receipt))),
                    new DERTaggedObject(false, 0, certificates(signer)),
                    new DERSet(signerInfo(receipt, signer)));
            return sequence(SIGNED_DATA, new DERTaggedObject(true, 0, signedData))
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalStateException("The export cannot be put together", e);
        }
    }

    private static ASN1Set certificates(ExportSigner signer) throws CertificateEncodingException {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (var certificate : signer.chain()) {
            all.add(Certificate.getInstance(certificate.getEncoded()));
        }
        return new DERSet(all);
    }

    private static DERSequence signerInfo(byte[] receipt, ExportSigner signer)
            throws IOException, CertificateEncodingException {
        Certificate certificate = Certificate.getInstance(signer.certificate().getEncoded());
        DERSet attributes = new DERSet(new ASN1Encodable[] {
            new Attribute(CMSAttributes.contentType, new DERSet(DATA)),
            new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(sm3(receipt)))),
            new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signer.time()))))
        });
        byte[] raw = signer.signature().apply(attributes.getEncoded(ASN1Encoding.DER));
        BigInteger[] numbers = PlainDSAEncoding.INSTANCE.decode(ORDER, raw);
        return sequence(
                VERSION,
                new IssuerAndSerialNumber(certificate),
                SM3,
                new DERTaggedObject(false, 0, attributes),
                SM2,
                new DEROctetString(StandardDSAEncoding.INSTANCE.encode(ORDER, numbers[0], numbers[1])));
    }

    private static byte[] sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }

    private static DERSequence sequence(ASN1Encodable... members) {
        return new DERSequence(members);
    }
}
