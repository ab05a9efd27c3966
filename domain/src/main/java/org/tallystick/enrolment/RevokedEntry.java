package org.tallystick.enrolment;

import java.io.IOException;
import java.security.cert.X509CRLEntry;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;

/** An entry of a revocation list (RFC 5280 section 5.3), as THREATS.md 3.4 reads it. */
public final class RevokedEntry {
    private static final String INVALIDITY_DATE = "2.5.29.24";

    private RevokedEntry() {}

    /** Why and since when: the invalidity date if there is one, else the revocation date; without a reason the worst one. */
    public static Revocation revocation(X509CRLEntry entry) {
        RevocationReason reason = Optional.ofNullable(entry.getRevocationReason())
                .flatMap(known -> RevocationReason.ofCode(known.ordinal()))
                .orElse(RevocationReason.UNSPECIFIED);
        return new Revocation(reason, invalidity(entry).orElseGet(() -> entry.getRevocationDate()
                .toInstant()));
    }

    private static Optional<Instant> invalidity(X509CRLEntry entry) {
        byte[] extension = entry.getExtensionValue(INVALIDITY_DATE);
        if (extension == null) {
            return Optional.empty();
        }
        try {
            byte[] value = ASN1OctetString.getInstance(extension).getOctets();
            return Optional.of(ASN1GeneralizedTime.getInstance(ASN1Primitive.fromByteArray(value))
                    .getDate()
                    .toInstant());
        } catch (IOException | ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
