package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.CaseChange;

/** A case's time: a warning before its end, the next one up after it, each once. How much there is stands in the database. */
class CaseDeadlinesTest {
    private final CaseShop shop = new CaseShop();

    @BeforeEach
    void open() {
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);
        shop.look();
        shop.changes.clear();
    }

    @Test
    void nothingHappensBeforeTheWarning() {
        shop.clock.advance(Duration.ofHours(71));

        shop.deadlines.check();

        assertThat(shop.changes).isEmpty();
    }

    @Test
    void thereIsOneWarningBeforeTheEnd() {
        shop.clock.advance(Duration.ofHours(73));

        shop.deadlines.check();
        shop.deadlines.check();

        assertThat(shop.changes).extracting(CaseChange::kind).containsExactly(CaseChange.Kind.DEADLINE_NEAR);
        assertThat(shop.steps()).doesNotContain("escalated");
    }

    @Test
    void afterItsTimeTheCaseIsPassedOnOnceAndStaysWhereItIs() {
        shop.clock.advance(Duration.ofHours(241));

        shop.deadlines.check();
        shop.deadlines.check();

        assertThat(shop.changes)
                .extracting(CaseChange::kind)
                .containsExactly(CaseChange.Kind.DEADLINE_NEAR, CaseChange.Kind.ESCALATED);
        assertThat(shop.steps()).containsOnlyOnce("escalated");
        assertThat(shop.told()).containsExactly("SETTLEMENT SETTLEMENT AWAIT_MERCHANT null 1230");
    }

    @Test
    void whatShouldMendItselfAndDidNotIsSomebodysTaskFromTheWarningOn() {
        shop.run("UPDATE coverage_case SET state = 'AUTO_RETRY'");
        shop.clock.advance(Duration.ofHours(73));

        shop.deadlines.check();

        assertThat(shop.told()).containsExactly("SETTLEMENT SETTLEMENT AWAIT_MERCHANT null 1230");
        assertThat(shop.steps()).endsWith("not-by-itself");
    }

    @Test
    void aClosedCaseHasNoTimeToRunOut() {
        shop.settlements.undo(1);
        shop.look();
        shop.changes.clear();
        shop.clock.advance(Duration.ofDays(30));

        shop.deadlines.check();

        assertThat(shop.changes).isEmpty();
    }
}
