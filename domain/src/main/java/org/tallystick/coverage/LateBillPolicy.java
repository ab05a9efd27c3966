package org.tallystick.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.tallystick.shared.ShopTime;

/**
 * How long the bill of a settled sale may still come by itself, by dated rows. An acquirer's own row goes before everybody's, the later
 * day before the earlier, the higher version before the lower.
 */
public final class LateBillPolicy {
    private static final Comparator<Row> PRECEDENCE = Comparator.comparing(
                    (Row row) -> row.acquirer().equals(PolicyRow.ANY))
            .thenComparing(Row::from, Comparator.reverseOrder())
            .thenComparing(Row::version, Comparator.reverseOrder());

    private final List<Row> rows;

    /**
     * A dated rule.
     *
     * @param acquirer code, or {@code *} for every acquirer without a row of its own
     * @param from first local day of sale it holds for
     * @param patience counted from the end of the day of sale
     */
    public record Row(String acquirer, int version, LocalDate from, Duration patience) {}

    public LateBillPolicy(List<Row> rows) {
        this.rows = rows.stream().sorted(PRECEDENCE).toList();
    }

    /**
     * From when on a settled sale without a bill is a case.
     *
     * @throws IllegalStateException if no row holds for the day
     */
    public Instant caseFrom(String acquirer, LocalDate soldOn) {
        Row deciding = rows.stream()
                .filter(row ->
                        row.acquirer().equals(PolicyRow.ANY) || row.acquirer().equals(acquirer))
                .filter(row -> !row.from().isAfter(soldOn))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("late_bill_policy has no row for " + soldOn));
        return ShopTime.startOf(soldOn.plusDays(1)).plus(deciding.patience());
    }
}
