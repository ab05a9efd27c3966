package org.tallystick.enrolment.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.tallystick.enrolment.KeyAlgorithm;

/**
 * What a signing request should hold (RFC 7030 section 4.5.2): a key on one of the curves that are taken, and which algorithms may
 * sign the request. Nothing else is read from it.
 */
final class CsrAttributes {
    static final String MEDIA_TYPE = "application/csrattrs";

    private CsrAttributes() {}

    /** @return base64 of the DER bytes, ended by a line break */
    static byte[] encode(Set<KeyAlgorithm> algorithms) {
        Set<KeyAlgorithm> ordered = new TreeSet<>(algorithms);
        ASN1EncodableVector curves = new ASN1EncodableVector();
        ordered.forEach(algorithm -> algorithm.curve().ifPresent(curves::add));
        ASN1EncodableVector wishes = new ASN1EncodableVector();
        if (curves.size() > 0) {
            wishes.add(new Attribute(X9ObjectIdentifiers.id_ecPublicKey, new DERSet(curves)));
        }
        ordered.forEach(algorithm -> wishes.add(algorithm.signature()));
        try {
            byte[] der = new DERSequence(wishes).getEncoded();
            return (Base64.getEncoder().encodeToString(der) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException("Object identifiers have an encoding", e);
        }
    }
}
