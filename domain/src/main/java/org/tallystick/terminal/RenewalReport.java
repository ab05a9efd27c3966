package org.tallystick.terminal;

import java.time.Instant;

/**
 * What came of a renewal.
 *
 * @param expires end of the certificate that is in use now
 */
public record RenewalReport(Outcome outcome, Instant expires) {
    /** What has happened. */
    public enum Outcome {
        /** The certificate has more than a third of its life, or than 30 days, before it. */
        NOT_DUE,
        /** It is time, but another authority has issued the certificate: it is renewed there and adopted in a new directory. */
        ELSEWHERE,
        /** A new key is in use and the platform has accepted it. */
        RENEWED,
        /** A new key is in use; the platform could not be told yet. The old one is kept. */
        UNPROVEN,
        /** The platform did not know the new certificate: the old key is in use again. */
        TAKEN_BACK
    }
}
