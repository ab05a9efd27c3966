package org.tallystick.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.shared.Money;

/**
 * Whether to hold the payout of a sale that lacks something, by dated rows. If an acquirer has rows of its own for the day, only these
 * count, else everybody's; of each rule the version of the latest day, then the highest. Of the rows that fit amount and risk the
 * strictest advice counts; between equals, the row for the larger amount. An amount that nobody knows counts as 0 of any currency.
 */
public final class HoldPolicy {
    private static final Comparator<HoldRow> NEWEST =
            Comparator.comparing(HoldRow::from).thenComparing(HoldRow::version);
    private static final Comparator<HoldRow> STRICTEST = Comparator.comparing(HoldRow::advice)
            .thenComparing(HoldRow::leastAmount)
            .thenComparing(HoldRow::leastRisk)
            .thenComparing(HoldRow::id);

    private final List<HoldRow> rows;

    /**
     * A sale that lacks something.
     *
     * @param day of the sale
     * @param opened when its case was opened
     */
    public record Sale(String acquirer, LocalDate day, Optional<Money> amount, MerchantRisk risk, Instant opened) {}

    /**
     * What is advised.
     *
     * @param rule id of the deciding row; empty if none fits
     * @param version its version; 0 if none fits
     * @param until of HOLD: when it ends; also where it has ended, and the advice is WARN by now
     */
    public record Advised(HoldAdvice advice, String rule, int version, Optional<Instant> until) {
        static final Advised NOTHING = new Advised(HoldAdvice.NONE, "", 0, Optional.empty());
    }

    public HoldPolicy(List<HoldRow> rows) {
        this.rows = List.copyOf(rows);
    }

    public Advised of(Sale sale, Instant now) {
        return inForce(sale).stream()
                .filter(row -> fits(row, sale))
                .max(STRICTEST)
                .map(row -> advised(row, sale, now))
                .orElse(Advised.NOTHING);
    }

    private List<HoldRow> inForce(Sale sale) {
        List<HoldRow> own = newest(sale.acquirer(), sale.day());
        return own.isEmpty() ? newest(PolicyRow.ANY, sale.day()) : own;
    }

    private List<HoldRow> newest(String acquirer, LocalDate day) {
        Map<String, HoldRow> byId = new TreeMap<>();
        rows.stream()
                .filter(row -> row.acquirer().equals(acquirer) && !row.from().isAfter(day))
                .sorted(NEWEST)
                .forEach(row -> byId.put(row.id(), row));
        return List.copyOf(byId.values());
    }

    private static boolean fits(HoldRow row, Sale sale) {
        long amount = sale.amount().map(Money::minorUnits).orElse(0L);
        boolean unit = row.currency().equals(PolicyRow.ANY)
                || sale.amount().isEmpty()
                || sale.amount().get().currency().getCurrencyCode().equals(row.currency());
        return unit && amount >= row.leastAmount() && sale.risk().compareTo(row.leastRisk()) >= 0;
    }

    private static Advised advised(HoldRow row, Sale sale, Instant now) {
        if (row.advice() != HoldAdvice.HOLD) {
            return new Advised(row.advice(), row.id(), row.version(), Optional.empty());
        }
        Instant until = sale.opened().plus(Duration.ofHours(row.mostHours()));
        HoldAdvice advice = now.isBefore(until) ? HoldAdvice.HOLD : HoldAdvice.WARN;
        return new Advised(advice, row.id(), row.version(), Optional.of(until));
    }
}
