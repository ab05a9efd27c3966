package org.tallystick.ear.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.BillType;

/** The demo's past is believable, and the same every time. */
class SalesPlanTest {
    private static final LocalDate FROM = LocalDate.of(2026, 8, 27);
    private static final LocalDateTime UNTIL = LocalDateTime.of(2026, 11, 24, 20, 0);
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(8, 64, 1024, 65_536);

    @Test
    void theSameSeedGivesTheSameSales() throws IOException {
        assertThat(plan())
                .usingElementComparator(Comparator.comparing(SalesPlanTest::facts))
                .isEqualTo(plan());
    }

    @Test
    void thereAreSomeTwelveThousandInShopHours() throws IOException {
        List<PlannedSale> sales = plan();

        assertThat(sales).hasSizeBetween(10_000, 16_000).isSortedAccordingTo(Comparator.comparing(PlannedSale::time));
        assertThat(sales).allMatch(sale -> sale.time().isBefore(UNTIL));
        assertThat(sales.stream().filter(sale -> sale.what().type() == BillType.SALE))
                .allMatch(sale -> sale.time().getHour() >= sale.shop().trade().opens()
                        && sale.time().getHour() < sale.shop().trade().closes());
        assertThat(sales.stream().map(sale -> sale.what().type()))
                .contains(BillType.VOID, BillType.REFUND, BillType.PREAUTH, BillType.COMPLETION);
    }

    @Test
    void aTerminalDeliversInTheOrderOfItsSalesAndFollowsUpAfterwards() throws IOException {
        Map<String, List<PlannedSale>> byTerminal =
                plan().stream().collect(Collectors.groupingBy(PlannedSale::terminalNo));

        assertThat(byTerminal.values()).allSatisfy(sales -> assertThat(sales)
                .isSortedAccordingTo(Comparator.comparing(PlannedSale::delivered)));
        assertThat(byTerminal.values().stream().flatMap(List::stream)).allSatisfy(sale -> {
            assertThat(sale.delivered()).isAfterOrEqualTo(sale.time());
            sale.what().original().ifPresent(original -> {
                assertThat(original.terminalNo()).isEqualTo(sale.terminalNo());
                assertThat(original.time()).isBefore(sale.time());
            });
        });
    }

    @Test
    void someArriveLateSomeHaveNoSignatureAndAFewAreLost() throws IOException {
        List<PlannedSale> sales = plan();

        assertThat(share(sales.stream().filter(sale -> sale.cause().isPresent()).count(), sales))
                .isBetween(0.003, 0.05);
        assertThat(share(sales.stream().filter(PlannedSale::lost).count(), sales))
                .isBetween(0.0001, 0.003);
        assertThat(share(
                        sales.stream()
                                .filter(sale ->
                                        sale.delivered().isAfter(sale.time().plusMinutes(15)))
                                .count(),
                        sales))
                .isBetween(0.002, 0.1);
    }

    @Test
    void theRegisterHasThirtyMerchantsAndAccountsBelongToThem() throws IOException {
        JsonObject register;
        List<JsonObject> accounts;
        try (InputStream file = DemoSales.resource("register.json");
                InputStream logins = DemoSales.resource("accounts.json")) {
            register = StrictJson.parse(file.readAllBytes(), LIMITS);
            accounts = StrictJson.parseArray(logins.readAllBytes(), LIMITS, "accounts");
        }
        List<JsonObject> merchants = register.objects("merchants");

        assertThat(register.objects("acquirers")).hasSize(3);
        assertThat(merchants).hasSize(30);
        assertThat(merchants.stream()
                        .mapToInt(merchant -> merchant.objects("terminals").size())
                        .sum())
                .isEqualTo(120);
        assertThat(accounts.stream().flatMap(account -> account.optionalString("scope").stream()))
                .allMatch(scope -> merchants.stream().anyMatch(merchant -> List.of(
                                merchant.string("merchantNo"), merchant.string("acquirer"), merchant.string("region"))
                        .contains(scope)));
    }

    private static double share(long count, List<PlannedSale> sales) {
        return (double) count / sales.size();
    }

    private static String facts(PlannedSale sale) {
        return sale.terminalNo()
                + sale.time()
                + sale.delivered()
                + sale.what().type()
                + sale.what().amount()
                + sale.what().mode()
                + sale.cause()
                + sale.lost();
    }

    private static List<PlannedSale> plan() throws IOException {
        return SalesPlan.of(DemoShop.all(), FROM, UNTIL, new SplittableRandom(20_260_826));
    }
}
