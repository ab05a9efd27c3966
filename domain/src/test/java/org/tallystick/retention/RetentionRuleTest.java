package org.tallystick.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionRuleTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    @Test
    void anInstitutionsOwnRuleGoesBeforeEverybodysFromItsDayOn() {
        RetentionRule everybody = rule("*", 1, LocalDate.EPOCH, 3_653);
        RetentionRule own = rule("48023310", 1, DAY, 400);
        List<RetentionRule> rules = List.of(everybody, own);

        assertThat(inForce(rules, "48023310", DAY)).isEqualTo(own);
        assertThat(inForce(rules, "48023310", DAY.minusDays(1))).isEqualTo(everybody);
        assertThat(inForce(rules, "48529990", DAY)).isEqualTo(everybody);
        assertThat(RetentionRule.inForce(rules, "48023310", RetentionSubject.COMPLAINT, DAY))
                .isEmpty();
    }

    @Test
    void theNewestVersionOfADayCounts() {
        RetentionRule second = rule("*", 2, DAY, 100);
        RetentionRule third = rule("*", 3, DAY, 200);

        assertThat(inForce(List.of(third, rule("*", 1, LocalDate.EPOCH, 9), second), "48023310", DAY))
                .isEqualTo(third);
        assertThat(third.reason()).isEqualTo("PARTS, version 3: 200 days");
    }

    @Test
    void aWholeLogIsKeptAsLongAsAnyRuleSaysThatCountsNowOrCountedWhenItEnded() {
        RetentionRule everybody = rule("*", 1, LocalDate.EPOCH, 3_653);
        RetentionRule shorter = rule("*", 2, DAY, 30);
        RetentionRule own = rule("48023310", 1, LocalDate.EPOCH, 400);
        RetentionRule words = new RetentionRule("48023310", RetentionSubject.COMPLAINT, 1, DAY, 4_000, "");

        assertThat(longest(List.of(everybody, own), DAY)).isEqualTo(everybody);
        assertThat(longest(List.of(everybody, shorter, own), DAY.minusDays(1)))
                .as("promised when it ended")
                .isEqualTo(everybody);
        assertThat(longest(List.of(everybody, shorter, own), DAY)).isEqualTo(own);
        assertThat(longest(List.of(everybody, own, words), DAY.minusYears(9))).isEqualTo(words);
        assertThat(RetentionRule.longest(List.of(), "48023310", DAY, DAY))
                .as("kept for ever")
                .isEmpty();
    }

    private static RetentionRule longest(List<RetentionRule> rules, LocalDate ended) {
        return RetentionRule.longest(rules, "48023310", ended, DAY).orElseThrow();
    }

    private static RetentionRule inForce(List<RetentionRule> rules, String acquirer, LocalDate day) {
        return RetentionRule.inForce(rules, acquirer, RetentionSubject.PARTS, day)
                .orElseThrow();
    }

    private static RetentionRule rule(String acquirer, int version, LocalDate from, int days) {
        return new RetentionRule(acquirer, RetentionSubject.PARTS, version, from, days, "");
    }
}
