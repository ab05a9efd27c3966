package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.access.Role;

/** What the operator sees of the platform: who is on it, what it does by itself, whether it is well. No receipts. */
class OperatorIT {
    private static final ServerProcess SERVER = TestShop.configure(ServerProcess.fresh("operator"));

    private static PortalClient operator;

    @BeforeAll
    static void signIn() throws IOException {
        SERVER.start();
        operator = PortalAccounts.of(SERVER).signIn(Role.OPERATOR);
    }

    @org.junit.jupiter.api.AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void institutionsAreListedWithTheirNumbers() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.terminal(90));
        assertThat(till.send(till.next()).status()).isEqualTo(201);

        assertThat(text("/admin/institutions"))
                .contains("Acquiring")
                .contains("48023310")
                .contains("江苏, 浙江")
                .contains(">105<");
        assertThat(text("/admin/institutions/48023310"))
                .contains("Newest receipt")
                .doesNotContain("No receipt yet");
        assertThat(operator.get("/admin/institutions/99999999").status()).isEqualTo(404);
    }

    @Test
    void merchantsAreFoundByNameCityNumberAndInstitution() throws IOException {
        for (String q : new String[] {"qing", "%E6%9D%AD", "898331054110027"}) {
            assertThat(text("/admin/merchants?q=" + q))
                    .contains("1 merchants")
                    .contains("898331054110027")
                    .doesNotContain("898332054110099");
        }
        assertThat(text("/admin/merchants?institution=48023310")).contains("2 merchants");
        assertThat(text("/admin/merchants?q=%25")).contains("0 merchants").contains("No merchant fits");
        assertThat(text("/admin/merchants")).doesNotContain("/receipts/");
    }

    @Test
    void everyTimerReportsItsRuns() {
        await().atMost(Duration.ofSeconds(70))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(text("/admin/jobs").split("is-ok")).hasSizeGreaterThan(2));
    }

    @Test
    void everyPartOfAHealthyPlatformIsWell() throws IOException {
        assertThat(text("/admin/health"))
                .contains("H2 2.")
                .contains("Public checkpoint")
                .contains("places taken")
                .contains("HTTPS listener")
                .contains("days left")
                .doesNotContain("is-bad");
        assertThat(text("/admin")).contains("/admin/health").contains("/admin/jobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready"})
    void probesAskTheManagementPort(String probe) throws IOException {
        URI address = URI.create("http://localhost:" + SERVER.port(9990) + "/health/" + probe);

        assertThat(LocalHttp.get(address).statusCode()).isEqualTo(200);
    }

    private static String text(String path) throws IOException {
        TestAnswer answer = operator.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.text();
    }
}
