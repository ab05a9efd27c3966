package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

class DaySumsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    @Test
    void whatIsWrittenIsRead() {
        List<DaySum> sums = List.of(
                sum("CNY", ReceiptStatus.SIGNED, BillType.SALE, 3, 12_345),
                sum("USD", ReceiptStatus.UNSIGNED, BillType.COMPLETION_VOID, 1, 0));

        assertThat(DaySums.text(sums)).isEqualTo("CNY SIGNED SALE 3 12345\nUSD UNSIGNED COMPLETION_VOID 1 0");
        assertThat(DaySums.parse(DAY, DaySums.text(sums))).isEqualTo(sums);
        assertThat(DaySums.parse(DAY, DaySums.text(List.of()))).isEmpty();
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : List.of("CNY SIGNED SALE 3", "CNY SIGNED SALE 3 4 5", "CNY SIGNED GIFT 3 4", "X Y Z 1 2")) {
            assertThatThrownBy(() -> DaySums.parse(DAY, text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static DaySum sum(String currency, ReceiptStatus status, BillType type, long count, long amount) {
        return new DaySum(DAY, Currency.getInstance(currency), status, type, count, amount);
    }
}
