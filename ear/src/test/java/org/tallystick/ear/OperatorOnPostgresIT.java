package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;

/** The operator's queries and long work are the same on PostgreSQL. */
class OperatorOnPostgresIT {

    @Test
    void everyPageAnswersAndAnExportIsMade() throws IOException {
        try (Postgres postgres = Postgres.start();
                ServerProcess server = TestShop.configure(ServerProcess.fresh("operator-postgres"))
                        .with(postgres.database("operated"))
                        .with("TALLYSTICK_WORK_DIRECT_ROWS", "0")
                        .start()) {
            TestTill till = TestTill.enrol(server, TestShop.terminal(1));
            assertThat(till.send(till.next()).status()).isEqualTo(201);
            PortalClient operator = PortalAccounts.of(server).signIn(Role.OPERATOR);
            PortalClient owner = PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER);

            assertThat(operator.get("/admin/institutions").text()).contains(">101<");
            assertThat(operator.get("/admin/institutions/48023310").text()).contains("Newest receipt");
            assertThat(operator.get("/admin/merchants?q=qing&institution=48023310")
                            .text())
                    .contains("898331054110027");
            assertThat(operator.get("/admin/health").text()).contains("PostgreSQL");
            assertThat(operator.get("/admin").status()).isEqualTo(200);

            TestAnswer started =
                    owner.post("/work", Map.of("kind", "receipts-csv", "parameters", "from=&to=", "language", "en"));
            String page = started.header("Location");
            String file = page.replace("/work/", "/work/files/");
            await().atMost(Duration.ofSeconds(20)).until(() -> owner.get(file).status() == 200);
            assertThat(owner.get(file).text().lines()).hasSize(2);
            assertThat(owner.post(page, Map.of("do", "cancel")).status()).isEqualTo(303);
            assertThat(owner.get("/work").text()).contains("done");
        }
    }
}
