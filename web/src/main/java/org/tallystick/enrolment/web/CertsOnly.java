package org.tallystick.enrolment.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/**
 * Certificates as EST transports them: PKCS #7 without content and signers, base64 in lines (RFC 7030 4.1.3). Definite
 * lengths but not DER, which would sort the certificates: simple clients take the first one.
 */
final class CertsOnly {
    static final String MEDIA_TYPE = "application/pkcs7-mime; smime-type=certs-only";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

    private CertsOnly() {}

    /** @return ASCII text, ended by a line break */
    static byte[] encode(List<X509Certificate> certificates) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(certificates));
            byte[] encoded = generator.generate(new CMSAbsentContent()).getEncoded(ASN1Encoding.DL);
            return (LINES.encodeToString(encoded) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        } catch (CMSException | CertificateEncodingException | IOException e) {
            throw new IllegalStateException("The certificates cannot be packed", e);
        }
    }
}
