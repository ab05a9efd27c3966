package org.tallystick.ledger;

/**
 * What a witness, a mirror or an auditor keeps about a log cannot be relied on: damaged, of something else, or in use
 * by another process. The message is a sentence that says what to do.
 */
public class LedgerStateException extends RuntimeException {
    public LedgerStateException(String message) {
        super(message);
    }
}
