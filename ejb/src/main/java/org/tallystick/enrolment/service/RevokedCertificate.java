package org.tallystick.enrolment.service;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.enrolment.Revocation;

/**
 * An entry of a revocation list.
 *
 * @param decided when it was entered
 */
record RevokedCertificate(BigInteger serial, Revocation revocation, Instant decided) {
    /** Revocation date (RFC 5280 section 5.1.2.6): never before it was entered; later if it counts from later on. */
    Instant date() {
        return revocation.effective().isAfter(decided) ? revocation.effective() : decided;
    }

    /** Since when the key is doubted, if that is before the revocation (RFC 5280 section 5.3.2). */
    Optional<Instant> invalidity() {
        return Optional.of(revocation.effective()).filter(effective -> effective.isBefore(decided));
    }
}
