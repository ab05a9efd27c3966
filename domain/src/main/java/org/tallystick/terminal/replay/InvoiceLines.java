package org.tallystick.terminal.replay;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.LineItem;

/**
 * The rows of an invoice as line items of a bill.
 *
 * @param sum of the lines' amounts, in minor units
 */
record InvoiceLines(List<LineItem> lines, long sum, Set<Oddity> oddities) {
    private static final int LONGEST_NAME = 128;
    private static final Set<String> FEES =
            Set.of("POST", "DOT", "M", "C2", "BANK CHARGES", "AMAZONFEE", "CRUK", "S", "PADS", "B");
    private static final String UNCLEAN = "[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069\\p{Cs}]";

    /**
     * @param takenBack whether money goes back: then quantities and amounts turn round
     * @throws ArithmeticException if an amount is beyond all numbers
     */
    static InvoiceLines of(Invoice invoice, boolean takenBack, int fractionDigits) {
        List<LineItem> lines = new ArrayList<>();
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        long sum = 0;
        for (InvoiceRow row : invoice.rows()) {
            BigDecimal quantity = takenBack ? row.quantity().negate() : row.quantity();
            long amount = takenBack ? Math.negateExact(row.amount(fractionDigits)) : row.amount(fractionDigits);
            sum = Math.addExact(sum, amount);
            lines.add(new LineItem(
                    name(row, oddities),
                    Optional.of(plain(quantity)),
                    Optional.of(InvoiceRow.minorUnits(row.unitPrice(), fractionDigits)),
                    amount,
                    Optional.empty()));
            remark(row, amount, fractionDigits, oddities);
        }
        return new InvoiceLines(Collections.unmodifiableList(lines), sum, oddities);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String name(InvoiceRow row, Set<Oddity> oddities) {
        String clean = row.description().replaceAll(UNCLEAN, "").strip();
        if (clean.codePointCount(0, clean.length()) > LONGEST_NAME) {
            clean = clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME));
        }
        if (!clean.equals(row.description().strip())) {
            oddities.add(Oddity.TEXT_CLEANED);
        }
        if (clean.isEmpty() || clean.equals("?")) {
            oddities.add(Oddity.NO_DESCRIPTION);
            return "Item " + row.stockCode();
        }
        return clean;
    }

    private static void remark(InvoiceRow row, long amount, int fractionDigits, Set<Oddity> oddities) {
        if (row.isFree()) {
            oddities.add(Oddity.FREE_ITEMS);
        }
        if (FEES.contains(row.stockCode().toUpperCase(Locale.ROOT))) {
            oddities.add(Oddity.FEE);
        }
        if (amount < 0) {
            oddities.add(Oddity.DISCOUNT);
        }
        if (row.unitPrice().stripTrailingZeros().scale() > fractionDigits) {
            oddities.add(Oddity.PRICE_ROUNDED);
        }
    }
}
