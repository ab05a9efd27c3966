package org.tallystick.enrolment.service;

import java.time.Instant;
import java.util.Optional;
import org.tallystick.enrolment.RevocationReason;

/**
 * That a terminal's certificates are to end, and why.
 *
 * @param since since when the key is doubted, if that is before now (RFC 5280 section 5.3.2)
 * @param words what somebody will want to know later, at most 512 characters; may be empty
 */
public record RevocationOrder(RevocationReason reason, Optional<Instant> since, String words) {
    /** From now on, without words. */
    public static RevocationOrder now(RevocationReason reason) {
        return new RevocationOrder(reason, Optional.empty(), "");
    }
}
