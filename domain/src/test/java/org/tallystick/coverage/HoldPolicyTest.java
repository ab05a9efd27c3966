package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.HoldPolicy.Advised;
import org.tallystick.coverage.HoldPolicy.Sale;
import org.tallystick.shared.Money;

/** Which payouts are advised to be held, by amount and risk, and by which rule. */
class HoldPolicyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant OPENED = Instant.parse("2026-11-21T00:00:00Z");
    private static final Instant SOON = OPENED.plus(Duration.ofHours(1));
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

    private static final HoldPolicy POLICY = new HoldPolicy(List.of(
            row("small", 1, "*", "*", EVER, 0, MerchantRisk.LOW, HoldAdvice.NONE, 0),
            row("risky", 1, "*", "*", EVER, 0, MerchantRisk.HIGH, HoldAdvice.WARN, 0),
            row("large", 1, "*", "CNY", EVER, 100_000, MerchantRisk.NORMAL, HoldAdvice.WARN, 0),
            row("large-risky", 1, "*", "CNY", EVER, 500_000, MerchantRisk.HIGH, HoldAdvice.HOLD, 24),
            row("own", 1, "48021000", "*", EVER, 0, MerchantRisk.LOW, HoldAdvice.HOLD, 12),
            row("own", 2, "48021000", "*", DAY, 0, MerchantRisk.LOW, HoldAdvice.WARN, 0)));

    private static HoldRow row(
            String id,
            int version,
            String acquirer,
            String currency,
            LocalDate from,
            long least,
            MerchantRisk risk,
            HoldAdvice advice,
            int hours) {
        return new HoldRow(id, version, acquirer, currency, from, least, risk, advice, hours);
    }

    private static Sale sale(long amount, String currency, MerchantRisk risk) {
        Money money = new Money(amount, Currency.getInstance(currency));
        return new Sale("48023310", DAY, Optional.of(money), risk, OPENED);
    }

    @Test
    void amountAndRiskTogetherDecide() {
        assertThat(POLICY.of(sale(99_999, "CNY", MerchantRisk.NORMAL), SOON).advice())
                .isEqualTo(HoldAdvice.NONE);
        assertThat(POLICY.of(sale(100_000, "CNY", MerchantRisk.NORMAL), SOON).rule())
                .isEqualTo("large");
        assertThat(POLICY.of(sale(500_000, "CNY", MerchantRisk.NORMAL), SOON).advice())
                .isEqualTo(HoldAdvice.WARN);
        assertThat(POLICY.of(sale(500_000, "CNY", MerchantRisk.HIGH), SOON))
                .isEqualTo(
                        new Advised(HoldAdvice.HOLD, "large-risky", 1, Optional.of(OPENED.plus(Duration.ofHours(24)))));
    }

    @Test
    void anotherCurrencyHasItsOwnAmounts() {
        assertThat(POLICY.of(sale(900_000, "GBP", MerchantRisk.HIGH), SOON).rule())
                .isEqualTo("risky");
    }

    @Test
    void holdingEndsAndLeavesAWarning() {
        Advised later = POLICY.of(sale(500_000, "CNY", MerchantRisk.HIGH), OPENED.plus(Duration.ofHours(24)));

        assertThat(later.advice()).isEqualTo(HoldAdvice.WARN);
        assertThat(later.rule()).isEqualTo("large-risky");
        assertThat(later.until()).isPresent();
    }

    @Test
    void anUnknownAmountCountsAsNothing() {
        Sale hole = new Sale("48023310", DAY, Optional.empty(), MerchantRisk.NORMAL, OPENED);

        assertThat(POLICY.of(hole, SOON).rule()).isEqualTo("small");
    }

    @Test
    void anAcquirersOwnRowsReplaceEverybodysInTheVersionOfTheDay() {
        Sale before = new Sale("48021000", DAY.minusDays(1), Optional.empty(), MerchantRisk.LOW, OPENED);
        Sale then = new Sale("48021000", DAY, Optional.empty(), MerchantRisk.LOW, OPENED);

        assertThat(POLICY.of(before, SOON).advice()).isEqualTo(HoldAdvice.HOLD);
        assertThat(POLICY.of(then, SOON)).isEqualTo(new Advised(HoldAdvice.WARN, "own", 2, Optional.empty()));
    }

    @Test
    void withoutARowNothingIsAdvised() {
        assertThat(new HoldPolicy(List.of())
                        .of(sale(1, "CNY", MerchantRisk.HIGH), SOON)
                        .advice())
                .isEqualTo(HoldAdvice.NONE);
    }

    @Test
    void theRiskIsTheShareOfReceiptsThatLackedSomething() {
        RiskRule rule = new RiskRule("*", 1, EVER, 30, 20, 10, 50);

        assertThat(rule.risk(19, 19)).isEqualTo(MerchantRisk.NORMAL);
        assertThat(rule.risk(1_000, 9)).isEqualTo(MerchantRisk.LOW);
        assertThat(rule.risk(1_000, 10)).isEqualTo(MerchantRisk.NORMAL);
        assertThat(rule.risk(1_000, 50)).isEqualTo(MerchantRisk.HIGH);
    }

    @Test
    void theNewestRuleOfRiskHolds() {
        RiskRule old = new RiskRule("*", 1, EVER, 30, 20, 10, 50);
        RiskRule young = new RiskRule("*", 2, DAY, 7, 20, 10, 50);

        assertThat(RiskRule.of(List.of(old, young), "48023310", DAY.minusDays(1)))
                .isEqualTo(old);
        assertThat(RiskRule.of(List.of(old, young), "48023310", DAY)).isEqualTo(young);
    }
}
