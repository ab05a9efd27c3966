package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.HoldLine;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;

/** Advice on paying out is made of open cases of the day, their amounts and the merchant's past, and names its rule. */
class HoldAdvicesTest {
    private final CaseShop shop = new CaseShop();
    private final List<AuditEvent> recorded = new ArrayList<>();
    private final HoldAdvices advices =
            new HoldAdvices(new HoldRepository(shop.rows), new CaseListRepository(shop.rows), recording(), shop.clock);

    private static Viewer viewer(Role role, String scope) {
        return new Viewer("id", "somebody@test", "Somebody", role, Optional.of(scope), "", "");
    }

    private final Viewer officer = viewer(Role.INSTITUTION_OFFICER, CaseShop.ACQUIRER);

    private void past(long receipts, String cause) {
        shop.run(
                "INSERT INTO coverage_count VALUES (DATE '2026-11-10', '48023310', '898331054110027', '20000001', 'TAP',"
                        + " 'CUP', 'REQUIRED', 'UNSIGNED', 'PRESENT', '" + cause + "', " + receipts + ")");
    }

    private List<String> told() {
        return advices.page(officer, CaseShop.DAY, "", 10).stream()
                .map(HoldAdvicesTest::text)
                .sorted()
                .toList();
    }

    private static String text(HoldLine line) {
        return "%s %s/%d %s"
                .formatted(
                        line.advised().advice(),
                        line.advised().rule(),
                        line.advised().version(),
                        line.risk());
    }

    @Test
    void amountAndPastDecide() {
        past(1_000, "");
        past(60, "PAD_ERROR");
        shop.settlements.add(1, "000007", 600_000, CaseShop.DAY);
        shop.settlements.add(2, "000008", 1_230, CaseShop.DAY);
        shop.settlements.add(3, "000009", 1_230, CaseShop.DAY.minusDays(1));
        shop.look();

        assertThat(told()).containsExactly("HOLD large-risky-cny/1 HIGH", "WARN risky/1 HIGH");
    }

    @Test
    void withAGoodPastTheSameAmountIsPaidOut() {
        past(1_000, "");
        shop.settlements.add(1, "000007", 600_000, CaseShop.DAY);
        shop.look();

        assertThat(told()).containsExactly("NONE small/1 LOW");
    }

    @Test
    void ofACaseThatIsMendedNothingIsAdvised() {
        shop.settlements.add(1, "000007", 600_000, CaseShop.DAY);
        shop.look();
        assertThat(told()).containsExactly("WARN large-cny/1 NORMAL");

        shop.settlements.undo(1);
        shop.look();

        assertThat(told()).isEmpty();
    }

    @Test
    void pagesFollowEachOtherAndTheFirstIsRecorded() {
        for (int i = 1; i <= 5; i++) {
            shop.settlements.add(i, "00001" + i, 100, CaseShop.DAY);
        }
        shop.look();

        List<HoldLine> first = advices.page(officer, CaseShop.DAY, "", 3);
        List<HoldLine> rest =
                advices.page(officer, CaseShop.DAY, first.get(2).head().number().text(), 3);

        assertThat(first).hasSize(3);
        assertThat(rest).hasSize(2);
        assertThat(recorded).extracting(AuditEvent::action).containsExactly("settlement.advice");
    }

    @Test
    void nobodyElseIsAdvised() {
        shop.settlements.add(1, "000007", 600_000, CaseShop.DAY);
        shop.look();

        assertThat(advices.page(viewer(Role.INSTITUTION_OFFICER, "48021000"), CaseShop.DAY, "", 10))
                .isEmpty();
        assertThatThrownBy(() -> advices.page(viewer(Role.MERCHANT_OWNER, CaseShop.MERCHANT), CaseShop.DAY, "", 10))
                .isInstanceOf(Problem.class);
    }

    @SuppressWarnings("unchecked")
    private Event<AuditEvent> recording() {
        return (Event<AuditEvent>) Proxy.newProxyInstance(
                HoldAdvicesTest.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    recorded.add((AuditEvent) arguments[0]);
                    return null;
                });
    }
}
