package org.tallystick.ledger;

/** A well-formed note carries no signature by any key the reader knows: nothing is proved, for or against it. */
public class UnknownSignerException extends LedgerFormatException {
    public UnknownSignerException(String message) {
        super(message);
    }
}
