package org.tallystick.enrolment.service;

import java.time.Instant;

/**
 * A new enrolment code, to be shown once: the platform keeps only its hash.
 *
 * @param code grouped, as people read it
 */
public record IssuedCode(String terminalNo, String code, Instant expires) {
    /** Never the code: records end up in logs. */
    @Override
    public String toString() {
        return "IssuedCode[" + terminalNo + "]";
    }
}
