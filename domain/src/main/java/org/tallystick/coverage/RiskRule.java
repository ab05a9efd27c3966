package org.tallystick.coverage;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * A dated rule of the risk of merchants: by the share of their receipts that lacked something in the days before a sale.
 *
 * @param acquirer code, or {@code *} for every acquirer without a rule of its own
 * @param from first local day of sale it holds for
 * @param days looked at, before the day of sale
 * @param leastReceipts with fewer, too little is known and the risk is {@link MerchantRisk#NORMAL}
 * @param normalFrom share in thousandths from which the risk is no longer low; {@code highFrom} likewise
 */
public record RiskRule(
        String acquirer, int version, LocalDate from, int days, long leastReceipts, int normalFrom, int highFrom) {
    private static final int WHOLE = 1_000;
    private static final Comparator<RiskRule> PRECEDENCE = Comparator.comparing(
                    (RiskRule rule) -> rule.acquirer().equals(PolicyRow.ANY))
            .thenComparing(RiskRule::from, Comparator.reverseOrder())
            .thenComparing(RiskRule::version, Comparator.reverseOrder());

    /** The rule that holds. @throws IllegalStateException if none does */
    public static RiskRule of(List<RiskRule> rules, String acquirer, LocalDate day) {
        return rules.stream()
                .filter(rule ->
                        rule.acquirer().equals(PolicyRow.ANY) || rule.acquirer().equals(acquirer))
                .filter(rule -> !rule.from().isAfter(day))
                .min(PRECEDENCE)
                .orElseThrow(() -> new IllegalStateException("merchant_risk_rule has no row for " + day));
    }

    /** @param lacking those of the receipts that lacked something */
    public MerchantRisk risk(long receipts, long lacking) {
        if (receipts < leastReceipts) {
            return MerchantRisk.NORMAL;
        }
        long share = receipts == 0 ? 0 : lacking * WHOLE / receipts;
        return share >= highFrom ? MerchantRisk.HIGH : share >= normalFrom ? MerchantRisk.NORMAL : MerchantRisk.LOW;
    }
}
