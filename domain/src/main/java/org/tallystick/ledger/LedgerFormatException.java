package org.tallystick.ledger;

/** A note, proof, tile, path or entry is not in its one allowed form. The message says what is wrong, never the value. */
public class LedgerFormatException extends RuntimeException {
    public LedgerFormatException(String message) {
        super(message);
    }
}
