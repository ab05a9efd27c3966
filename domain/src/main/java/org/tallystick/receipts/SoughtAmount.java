package org.tallystick.receipts;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount somebody asks for: people write decimals, programs write minor units, and neither names the currency.
 *
 * @param value as written
 * @param minorUnits whether {@code value} counts minor units
 */
public record SoughtAmount(BigDecimal value, boolean minorUnits) {

    /** Whether this is the given amount; exact, without rounding. */
    public boolean is(long billMinorUnits, Currency currency) {
        BigDecimal amount = BigDecimal.valueOf(billMinorUnits);
        BigDecimal sought = minorUnits ? value : value.movePointRight(Math.max(currency.getDefaultFractionDigits(), 0));
        return amount.compareTo(sought) == 0;
    }
}
