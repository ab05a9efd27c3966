package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.reconciliation.SettlementFile;

/** There is one case for a sale, whichever tells of it first: settlement, hole or bill. */
class SettledCasesTest {
    private final CaseShop shop = new CaseShop();

    @Test
    void aSettledSaleWithoutABillIsACaseOnce() {
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);

        shop.look();
        shop.look();

        assertThat(shop.told()).containsExactly("SETTLEMENT SETTLEMENT AWAIT_MERCHANT null 1230");
        assertThat(shop.steps()).containsExactly("found", "diagnosed", "waits");
    }

    @Test
    void aLateBillIsGivenTheTimeThatThePolicyLeavesIt() {
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY.plusDays(3));

        shop.look();
        assertThat(shop.told()).isEmpty();

        // The day ended on the 23rd at 16:00 UTC.
        shop.clock.advance(Duration.ofHours(12));
        shop.look();
        assertThat(shop.told()).hasSize(1);
    }

    @Test
    void theNewestPolicyOfTheDayOfSaleDecidesAndAnAcquirersOwnGoesFirst() {
        shop.run("INSERT INTO late_bill_policy VALUES ('48023310', 2, DATE '2026-11-01', 0)");
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY.plusDays(3));

        shop.look();

        assertThat(shop.told()).hasSize(1);
    }

    @Test
    void aSettledSaleBetweenTheTracesOfAHolesNeighboursIsThatHole() {
        shop.receipt(1, 6);
        shop.receipt(3, 8);
        shop.hole(2, 2);
        shop.holes.find();
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);
        shop.settlements.add(2, "000009", 500, CaseShop.DAY);

        shop.look();

        assertThat(shop.told())
                .containsExactlyInAnyOrder(
                        "COUNTER,SETTLEMENT BILL,SETTLEMENT AWAIT_MERCHANT 2 1230",
                        "SETTLEMENT SETTLEMENT AWAIT_MERCHANT null 500");
    }

    @Test
    void aHoleThatIsFoundAfterItsSettlementIsTheSameCase() {
        shop.settlements.add(1, "000008", 1230, CaseShop.DAY);
        shop.look();
        shop.receipt(1, 6);
        shop.receipt(4, 9);
        shop.hole(2, 3);

        shop.holes.find();

        assertThat(shop.told())
                .containsExactlyInAnyOrder(
                        "COUNTER BILL AWAIT_MERCHANT 2 null",
                        "SETTLEMENT,COUNTER BILL,SETTLEMENT AWAIT_MERCHANT 3 1230");
    }

    @Test
    void undoneTheFileTakesItsWordBack() {
        shop.receipt(1, 6);
        shop.receipt(3, 8);
        shop.hole(2, 2);
        shop.holes.find();
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);
        shop.settlements.add(2, "000044", 500, CaseShop.DAY);
        shop.look();

        shop.settlements.undo(1);
        shop.settlements.undo(2);
        shop.look();

        assertThat(shop.told())
                .containsExactlyInAnyOrder(
                        "COUNTER BILL AWAIT_MERCHANT 2 null", "SETTLEMENT SETTLEMENT CLOSED null null WITHDRAWN");
        assertThat(shop.steps()).contains("settlement-undone");
    }

    @Test
    void theSameFileAgainOpensTheSameCaseAgain() {
        shop.settlements.add(1, "000044", 500, CaseShop.DAY);
        shop.look();
        shop.settlements.undo(1);
        shop.look();

        shop.settlements.add(99, "000044", 500, CaseShop.DAY);
        shop.look();

        assertThat(shop.told()).containsExactly("SETTLEMENT SETTLEMENT AWAIT_MERCHANT null 500");
    }

    @Test
    void whatWasDecidedStaysDecidedWhenTheFileComesAgain() {
        shop.settlements.add(1, "000044", 500, CaseShop.DAY);
        shop.look();
        shop.run("UPDATE coverage_case SET state = 'CLOSED', remedy = 'EXPLAINED', settlement_row = NULL");
        shop.settlements.undo(1);

        shop.settlements.add(99, "000044", 500, CaseShop.DAY);
        shop.look();

        assertThat(shop.told()).containsExactly("SETTLEMENT SETTLEMENT CLOSED null 500 EXPLAINED");
    }

    @Test
    void aLateBillWithACaseOfItsOwnTakesTheSettlementOver() {
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);
        shop.look();
        shop.clock.advance(Duration.ofMinutes(10));
        shop.receipt(1, 6);
        shop.receipt(3, 100_000);
        shop.hole(2, 2);
        shop.holes.find();

        shop.settlements.match(1, 2, "R0000000002");
        shop.look();

        assertThat(shop.told())
                .containsExactlyInAnyOrder(
                        "SETTLEMENT SETTLEMENT CLOSED null 1230 RESENT",
                        "COUNTER,SETTLEMENT BILL AWAIT_MERCHANT 2 null");
        assertThat(shop.steps()).contains("merged", "merged-here");
    }

    @Test
    void aLateBillThatTheFinderHasNotReadYetKeepsItsCaseUntilThen() {
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);
        shop.look();

        shop.settlements.match(1, 9, "R0000000009");
        shop.look();

        assertThat(shop.told()).containsExactly("SETTLEMENT SETTLEMENT AWAIT_MERCHANT 9 1230");
    }

    @Test
    void aSlipThatBelongedToAnotherCounterLeavesTheHole() {
        shop.receipt(1, 6);
        shop.receipt(4, 20);
        shop.hole(2, 3);
        shop.holes.find();
        shop.settlements.add(1, "000012", 1230, CaseShop.DAY);
        shop.look();
        assertThat(shop.told()).contains("COUNTER,SETTLEMENT BILL,SETTLEMENT AWAIT_MERCHANT 2 1230");

        shop.settlements.match(1, 3, "R0000000003");
        shop.look();

        assertThat(shop.told())
                .containsExactly("COUNTER BILL AWAIT_MERCHANT 2 null", "COUNTER BILL AWAIT_MERCHANT 3 null");
    }

    @Test
    void aMerchantThatNobodyKnowsHasNoCase() {
        shop.run("DELETE FROM terminal");
        shop.run("DELETE FROM store");
        shop.run("DELETE FROM merchant");
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);

        shop.look();

        assertThat(shop.told()).isEmpty();
    }

    @Test
    void aFileWhoseSalesNeverCameIsNoFloodOfCases() {
        for (int i = 1; i <= 1_000; i++) {
            shop.settlements.add(i, "%06d".formatted(1_000 + i), i, CaseShop.DAY);
        }
        shop.settlements.add(SettlementFile.ROW_IDS + 1, "000007", 1230, CaseShop.DAY);

        shop.look();
        shop.look();
        assertThat(shop.told()).hasSize(500);

        shop.run("UPDATE coverage_case SET state = 'CLOSED' WHERE settlement_row IN ('1', '2', '3')");
        shop.look();
        assertThat(shop.told()).as("the next ones follow").hasSize(503);
        assertThat(shop.rows.count("SELECT COUNT(*) FROM coverage_case WHERE settlement_row = '503'", List.of()))
                .isEqualTo(1);
    }

    @Test
    void moreRowsThanABatchAreAllLookedAt() {
        for (int i = 1; i <= SettledBatch.MOST * 2 + 1; i++) {
            shop.settlements.add(i, "%06d".formatted(1_000 + i), i, CaseShop.DAY);
        }

        shop.look();

        assertThat(shop.told()).hasSize(SettledBatch.MOST * 2 + 1);
    }
}
