package org.tallystick.terminal;

import java.util.Optional;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;

/**
 * A bill with its number, durable in the outbox.
 *
 * @param link what the slip shows: the receipt's page, whether the platform knows it already or not
 * @param unsignedFor why the terminal has not signed it; empty if it has
 */
public record IssuedBill(Bill bill, String link, Optional<Cause> unsignedFor) {
    public boolean signed() {
        return unsignedFor.isEmpty();
    }

    public long counter() {
        return bill.counter();
    }
}
