package org.tallystick.enrolment.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What a signing request should hold (RFC 7030 section 4.5.2): a key on P-256, signed by ECDSA with SHA-256, or one for Ed25519.
 * Nothing else is read from it.
 */
final class CsrAttributes {
    static final String MEDIA_TYPE = "application/csrattrs";

    private CsrAttributes() {}

    /** @return base64 of the DER bytes, ended by a line break */
    static byte[] encode() {
        ASN1Encodable[] wishes = {
            new Attribute(X9ObjectIdentifiers.id_ecPublicKey, new DERSet(SECObjectIdentifiers.secp256r1)),
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            EdECObjectIdentifiers.id_Ed25519
        };
        try {
            byte[] der = new DERSequence(wishes).getEncoded();
            return (Base64.getEncoder().encodeToString(der) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException("Object identifiers have an encoding", e);
        }
    }
}
