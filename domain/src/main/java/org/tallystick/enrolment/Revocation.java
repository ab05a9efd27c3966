package org.tallystick.enrolment;

import java.time.Instant;

/**
 * The end of a certificate before its time.
 *
 * @param effective the invalidity date if one is known, else the date of revocation (THREATS.md 3.4)
 */
public record Revocation(RevocationReason reason, Instant effective) {}
