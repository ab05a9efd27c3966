package org.tallystick.terminal.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One line of an invoice as the file has it.
 *
 * @param description may be empty
 * @param unitPrice in major units, such as 2.55
 */
record InvoiceRow(String stockCode, String description, BigDecimal quantity, BigDecimal unitPrice) {

    /** Quantity × price in minor units, rounded half up. */
    long amount(int fractionDigits) {
        return minorUnits(quantity.multiply(unitPrice), fractionDigits);
    }

    boolean isFree() {
        return unitPrice.signum() == 0;
    }

    boolean isTakenBack() {
        return quantity.signum() < 0;
    }

    /** Half up means away from zero, so that a line and its cancellation cancel out. */
    static long minorUnits(BigDecimal major, int fractionDigits) {
        return major.movePointRight(fractionDigits)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
