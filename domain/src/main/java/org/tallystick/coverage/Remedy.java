package org.tallystick.coverage;

import java.util.Arrays;
import java.util.Optional;

/**
 * What mended a case (WORKFLOWS.md W.4), and how much it proves: 1 what was made at the sale, 2 a later signature of the terminal or the
 * scanned slip, 3 a letter or a later word of the cardholder, 0 no evidence.
 */
public enum Remedy {
    /** The bill arrived after all. */
    RESENT(1),
    /** The same bill came again with a signature that counts. */
    RESIGNED(2),
    /** The cardholder signed later, on the own device. */
    LATE_CARDHOLDER(3),
    PAPER_SCAN(2),
    CONFIRMATION_LETTER(3),
    EXPLAINED(0),
    NOT_MINE(0),
    NOT_REQUIRED(0),
    /** As {@link #RESIGNED}, after the certificate was renewed. */
    CERT_RENEWED_RESIGNED(2),
    /** Nothing is missing after all: the settlement that told of the sale was taken back. */
    WITHDRAWN(0);

    private final int evidenceLevel;

    Remedy(int evidenceLevel) {
        this.evidenceLevel = evidenceLevel;
    }

    /** 1 proves most, 3 least; 0 is no evidence. */
    public int evidenceLevel() {
        return evidenceLevel;
    }

    /** The remedy with this name, if there is one. */
    public static Optional<Remedy> of(String name) {
        return Arrays.stream(values())
                .filter(remedy -> remedy.name().equals(name))
                .findFirst();
    }

    /** Whether it is a signature or stands for one: never offered where integrity is in doubt. */
    public boolean isSignature() {
        return this != EXPLAINED && this != NOT_MINE && this != NOT_REQUIRED && this != WITHDRAWN;
    }
}
