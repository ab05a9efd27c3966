package org.tallystick.enrolment;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** From when to when a certificate is valid, both ends included (RFC 5280, 4.1.2.5). */
public record ValidityPeriod(Instant notBefore, Instant notAfter) {
    public static ValidityPeriod of(X509Certificate certificate) {
        return new ValidityPeriod(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }
}
