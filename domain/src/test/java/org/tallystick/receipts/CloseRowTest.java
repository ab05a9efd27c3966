package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.receipts.BatchTotals.Tally;
import org.tallystick.receipts.CloseRow.Comparison;

class CloseRowTest {
    private static final BatchTotals.Key KEY = new BatchTotals.Key("10240017", "000291", Currency.getInstance("CNY"));
    private static final BatchTotals STORED =
            new BatchTotals(KEY, new Tally(3, 10_000), new Tally(1, 2_500), new Tally(1, 500));

    @Test
    void refundsAndVoidsAreCountedAndSubtracted() {
        assertThat(STORED.count()).isEqualTo(5);
        assertThat(STORED.net()).isEqualTo(7_000);
    }

    @Test
    void withoutASlipNothingDiffers() {
        CloseRow row = new CloseRow(KEY, Optional.of(STORED), Optional.empty());

        assertThat(row.comparison()).isEqualTo(Comparison.NOT_TYPED);
        assertThat(row.netDifference()).isZero();
    }

    @Test
    void theSameCountAndNetAreTheSame() {
        assertThat(row(5, 7_000).comparison()).isEqualTo(Comparison.SAME);
    }

    @Test
    void aDifferenceHasADirection() {
        CloseRow row = row(6, 6_900);

        assertThat(row.comparison()).isEqualTo(Comparison.DIFFERENT);
        assertThat(row.countDifference()).isEqualTo(-1);
        assertThat(row.netDifference()).isEqualTo(100);
    }

    @Test
    void aSlipWithoutAnyReceiptDiffersByAllOfIt() {
        CloseRow row = new CloseRow(KEY, Optional.empty(), row(2, 300).slip());

        assertThat(row.countDifference()).isEqualTo(-2);
        assertThat(row.netDifference()).isEqualTo(-300);
    }

    private static CloseRow row(long count, long net) {
        SlipTotals slip = new SlipTotals(KEY, count, net, "zhou", Instant.EPOCH);
        return new CloseRow(KEY, Optional.of(STORED), Optional.of(slip));
    }
}
