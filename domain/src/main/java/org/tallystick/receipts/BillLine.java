package org.tallystick.receipts;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of the part {@code lines} (API.md, Parts), after its digest was compared with the signed one.
 *
 * @param name text of the merchant, shown as it is
 * @param quantity decimal string
 * @param unitPrice minor units of the bill's currency
 * @param amount minor units; negative for a discount
 * @param taxRate decimal string in percent
 */
public record BillLine(
        String name, Optional<String> quantity, OptionalLong unitPrice, long amount, Optional<String> taxRate) {}
