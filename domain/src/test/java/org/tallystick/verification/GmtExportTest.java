package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.export.ExportSigner;
import org.tallystick.signing.export.GmtExport;

/** A receipt as SignedData of GB/T 35275, read again by Bouncy Castle's CMS and by hand. */
class GmtExportTest {
    private static final byte[] RECEIPT = "{\"payload\":\"…\"}".getBytes(StandardCharsets.UTF_8);
    private static final TestCertificate ROOT = TestCertificate.root(
            TestCertificate.Profile.authority("SM2 Root", 3).algorithm(SignatureAlgorithm.SM2SM3));
    private static final TestCertificate SEAL =
            ROOT.signer(CertificateRole.SEAL, "Seal", p -> p.algorithm(SignatureAlgorithm.SM2SM3));
    private static final Instant NOW = TestCertificate.NOW;

    private static byte[] export() {
        return GmtExport.of(
                RECEIPT,
                new ExportSigner(
                        SignatureAlgorithm.SM2SM3,
                        List.of(SEAL.certificate()),
                        NOW,
                        input -> TestCertificate.SUITE.sign(
                                SEAL.pair().getPrivate(), SignatureAlgorithm.SM2SM3, input)));
    }

    @Test
    void itIsWhatTheStandardSaysDownToTheIdentifiers() {
        ContentInfo info = ContentInfo.getInstance(export());
        assertThat(info.getContentType().getId()).isEqualTo("1.2.156.10197.6.1.4.2.2");
        SignedData signed = SignedData.getInstance(info.getContent());
        assertThat(signed.getVersion().intValueExact()).isEqualTo(1);
        assertThat(signed.getEncapContentInfo().getContentType().getId()).isEqualTo("1.2.156.10197.6.1.4.2.1");
        assertThat(ASN1OctetString.getInstance(signed.getEncapContentInfo().getContent())
                        .getOctets())
                .isEqualTo(RECEIPT);
    }

    @Test
    void bouncyCastleFindsTheReceiptTheTimeAndAGoodSignature() throws Exception {
        CMSSignedData cms = new CMSSignedData(export());
        assertThat(cms.getSignedContent().getContent()).isEqualTo(RECEIPT);
        SignerInformation signer = cms.getSignerInfos().iterator().next();
        X509CertificateHolder holder =
                cms.getCertificates().getMatches(null).iterator().next();
        assertThat(holder.getEncoded()).isEqualTo(SEAL.certificate().getEncoded());
        assertThat(signer.getDigestAlgOID()).isEqualTo("1.2.156.10197.1.401");
        assertThat(signer.getEncryptionAlgOID()).isEqualTo("1.2.156.10197.1.301.1");
        Time time = Time.getInstance(signer.getSignedAttributes()
                .get(CMSAttributes.signingTime)
                .getAttrValues()
                .getObjectAt(0));
        assertThat(time.getDate()).isEqualTo(Date.from(NOW));
        assertThat(ASN1OctetString.getInstance(signer.getSignedAttributes()
                                .get(CMSAttributes.messageDigest)
                                .getAttrValues()
                                .getObjectAt(0))
                        .getOctets())
                .isEqualTo(sm3(RECEIPT));
        assertThat(isSigned(signer.getEncodedSignedAttributes(), signer.getSignature()))
                .isTrue();
        byte[] other = signer.getEncodedSignedAttributes();
        other[other.length - 1] ^= 1;
        assertThat(isSigned(other, signer.getSignature())).isFalse();
    }

    @Test
    void noOtherAlgorithmHasThisForm() {
        ExportSigner ecdsa =
                new ExportSigner(SignatureAlgorithm.ES256, List.of(SEAL.certificate()), NOW, input -> new byte[64]);
        assertThatIllegalArgumentException().isThrownBy(() -> GmtExport.of(RECEIPT, ecdsa));
    }

    private static boolean isSigned(byte[] attributes, byte[] signature) throws Exception {
        Signature sm2 = Signature.getInstance("SM3withSM2", X509.smProvider());
        sm2.initVerify(SEAL.certificate().getPublicKey());
        sm2.update(attributes);
        return sm2.verify(signature);
    }

    private static byte[] sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] result = new byte[32];
        digest.doFinal(result, 0);
        return result;
    }
}
