package org.tallystick.receipts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/**
 * Receipts of one day that are alike in everything that sums ask about.
 *
 * @param day in Shanghai
 * @param amount minor units, never negative
 */
public record DaySum(LocalDate day, Currency currency, ReceiptStatus status, BillType type, long count, long amount) {
    /** Money taken, or minus money given back. */
    public long net() {
        return Turnover.sign(type) * amount;
    }

    /** Everything together. */
    public static ReceiptTotals totals(Collection<DaySum> sums) {
        Map<String, Long> net = new TreeMap<>();
        long count = 0;
        for (DaySum sum : sums) {
            count += sum.count;
            net.merge(sum.currency.getCurrencyCode(), sum.net(), Long::sum);
        }
        List<Money> money = new ArrayList<>();
        net.forEach((code, minorUnits) -> money.add(new Money(minorUnits, Currency.getInstance(code))));
        return new ReceiptTotals(count, money);
    }
}
