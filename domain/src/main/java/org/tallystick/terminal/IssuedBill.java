package org.tallystick.terminal;

import org.tallystick.signing.Bill;

/**
 * A bill with its number, durable in the outbox.
 *
 * @param link what the slip shows: the receipt's page, whether the platform knows it already or not
 * @param signed false if the key could not be used
 */
public record IssuedBill(Bill bill, String link, boolean signed) {
    public long counter() {
        return bill.counter();
    }
}
