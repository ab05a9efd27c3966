package org.tallystick.terminal;

import org.tallystick.signing.SignedBill;

/**
 * A bill with its number, as it will be sent or is being sent.
 *
 * @param message what goes over the wire, byte for byte at every repetition
 */
record PendingBill(OutboxRecord.Issued issued, SignedBill message) {
    long counter() {
        return issued.counter();
    }

    boolean isSigned() {
        return message.signature().isPresent();
    }
}
