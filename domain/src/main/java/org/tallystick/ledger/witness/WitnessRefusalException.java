package org.tallystick.ledger.witness;

import java.io.IOException;

/** A witness answered, and does not cosign. */
public class WitnessRefusalException extends IOException {
    private static final int LONGEST_SAID = 200;

    private final int status;

    /** @param said by the witness, which may say anything: it is shortened to one line */
    public WitnessRefusalException(String witness, int status, String said) {
        super("The witness " + witness + " answered " + status + meaning(status) + ": " + line(said));
        this.status = status;
    }

    /** What it answered in HTTP: 404 or 403 for a log or key it does not know, 422 for one that does not continue what it cosigned. */
    public int status() {
        return status;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 403, 404 -> " (it does not know this log with this key)";
            case 409, 422 -> " (it may have cosigned another history of this log)";
            case 413 -> " (the request is too long for it)";
            case 429 -> " (it wants to be asked less often)";
            default -> "";
        };
    }

    private static String line(String said) {
        return said.substring(0, Math.min(said.length(), LONGEST_SAID))
                .replaceAll("[\\p{Cc}\\p{Cf}]+", " ")
                .strip();
    }
}
