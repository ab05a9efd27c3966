package org.tallystick.retention;

import java.util.List;

/**
 * The parts of receipts are being erased. Fired as an event within the transaction that does it: what else is kept of a cardholder about these
 * receipts goes with them.
 *
 * @param numbers of all receipts of the bill's counter
 * @param by login of whoever ordered it; {@code -} if nobody did
 * @param again the register says so: what has a line of its own there is erased by that
 */
public record PartsErased(List<String> numbers, String by, String reason, boolean again) {
    public PartsErased {
        numbers = List.copyOf(numbers);
    }
}
