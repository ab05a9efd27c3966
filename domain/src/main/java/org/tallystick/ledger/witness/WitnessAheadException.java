package org.tallystick.ledger.witness;

import java.io.IOException;

/** A witness holds a checkpoint, signed by the log, of more entries than the log now has: the log was rolled back. */
public class WitnessAheadException extends IOException {
    private final byte[] checkpoint;

    WitnessAheadException(String witness, byte[] checkpoint) {
        super("The witness " + witness + " has a checkpoint of more entries than the log now has, signed by the log");
        this.checkpoint = checkpoint;
    }

    /** The larger checkpoint: a signed note. */
    public byte[] checkpoint() {
        return checkpoint;
    }
}
