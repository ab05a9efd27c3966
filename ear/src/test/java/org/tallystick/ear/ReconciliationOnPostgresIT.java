package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.signing.SignedBill;

/** The matching, the search for late bills and the undoing are the same on PostgreSQL; so is a file larger than a form may be. */
class ReconciliationOnPostgresIT {
    @Test
    void rowsFindTheirReceiptsLateOnesTooAndAllIsUndone() throws IOException {
        try (Postgres postgres = Postgres.start();
                ServerProcess server = TestShop.configure(
                                ServerProcess.fresh("settled-postgres").with(postgres.database("settled")))
                        .start()) {
            TestTill till = TestTill.enrol(server, TestShop.terminal(0));
            SettledSales sales = new SettledSales(till);
            assertThat(till.send(sales.bill(1000)).status()).isEqualTo(201);
            assertThat(till.send(sales.bill(2000)).status()).isEqualTo(201);
            SignedBill late = sales.bill(3000);
            PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
            String text = SettledSales.HEADER + sales.line(1, "10.00") + sales.line(2, "20.01") + sales.line(3, "30.00")
                    + sales.line(1, "10.00") + "x".repeat(40_000_000) + "\n";

            String page = SettledSales.hand(
                    officer,
                    text,
                    Map.of(
                            "from",
                            SettledSales.today().toString(),
                            "to",
                            SettledSales.today().toString()));

            assertThat(officer.get(page).text()).contains("2 of 4 rows");
            assertThat(officer.get(page + "?show=duplicate").text()).contains("same as line 2");
            assertThat(officer.get(page + "?show=missing").text()).contains("Nothing to see here");
            assertThat(till.send(late).status()).isEqualTo(201);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(officer.get(page).text()).contains("3 of 4 rows"));
            assertThat(officer.post(page, Map.of("do", "undo", "sure", "yes")).status())
                    .isEqualTo(303);
            assertThat(officer.get(page).text()).contains("undone");
        }
    }
}
