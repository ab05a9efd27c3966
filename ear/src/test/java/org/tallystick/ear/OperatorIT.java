package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.access.Role;
import org.tallystick.signing.SignedBill;

/** What the operator sees of the platform: who is on it, what it does by itself, whether it is well. No receipts. */
class OperatorIT {
    private static final ServerProcess SERVER =
            TestShop.configure(ServerProcess.fresh("operator")).with("TALLYSTICK_LEDGER_SCRUB_INTERVAL", "PT2S");

    private static final String SHOP = "48023310";

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

    @Test
    void whatIsSoldAndRefusedIsCounted() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.terminal(91));
        assertThat(till.send(till.next()).status()).isEqualTo(201);
        Scrape before = Scrape.of(SERVER);
        SignedBill bill = till.next();
        assertThat(till.send(bill).status()).isEqualTo(201);
        assertThat(till.send(bill).status()).isEqualTo(200);
        assertThat(TestAnswer.post(SERVER, "/api/v1/receipts", "no bill".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);

        Scrape after = Scrape.of(SERVER);
        assertThat(grown("tallystick_bills_stored_total", before, after, "institution", SHOP, "kind", "signed"))
                .isEqualTo(1);
        assertThat(grown("tallystick_bills_stored_total", before, after, "institution", SHOP, "kind", "repeated"))
                .isEqualTo(1);
        assertThat(grown("tallystick_bills_refused_total", before, after, "reason", "malformed"))
                .isEqualTo(1);
        assertThat(grown("tallystick_ledger_group_items_sum", before, after, "institution", SHOP))
                .isGreaterThanOrEqualTo(2);
        assertThat(grown("tallystick_ledger_group_commit_seconds_count", before, after, "institution", SHOP))
                .isGreaterThanOrEqualTo(2);
        assertThat(after.sum("tallystick_ledger_entries")).isGreaterThan(before.sum("tallystick_ledger_entries"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Scrape now = Scrape.of(SERVER);
            assertThat(now.sum("tallystick_ledger_published_entries")).isEqualTo(now.sum("tallystick_ledger_entries"));
            assertThat(now.sum("tallystick_ledger_publish_delay_seconds_count"))
                    .as("each entry once")
                    .isEqualTo(now.sum("tallystick_ledger_published_entries"));
        });
    }

    @Test
    void whatHealthNamesIsAnAlarmInTheMetrics() throws IOException {
        Scrape scrape = Scrape.of(SERVER);
        assertThat(scrape.alarms()).filteredOn(alarm -> !alarm.endsWith("warn")).isEmpty();

        ResourceBundle words = ResourceBundle.getBundle("org.tallystick.web.Operator", Locale.ENGLISH);
        List<String> known = words.keySet().stream()
                .filter(key -> key.matches("health\\..+\\.todo"))
                .map(key -> key.substring("health.".length(), key.length() - ".todo".length()))
                .toList();
        assertThat(known).containsAll(scrape.values("alarm"));
        // "standbys" is told of a cluster alone.
        assertThat(scrape.values("alarm"))
                .containsAll(
                        known.stream().filter(name -> !name.equals("standbys")).toList());
    }

    @Test
    void metricsNameNoShopAndNoTerminal() throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Scrape.of(SERVER).families().contains("tallystick_scrub_age_seconds"));
        Scrape scrape = Scrape.of(SERVER);
        assertThat(scrape.labels())
                .isSubsetOf(
                        "alarm",
                        "area",
                        "gc",
                        "institution",
                        "kind",
                        "le",
                        "log",
                        "pool",
                        "reason",
                        "state",
                        "subject",
                        "version",
                        "witness");
        assertThat(scrape.families())
                .contains(
                        "tallystick_database_connections_used",
                        "tallystick_database_connections_available",
                        "tallystick_database_answer_seconds",
                        "tallystick_scrub_differences",
                        "tallystick_timestamp_waiting_entries",
                        "tallystick_audit_runs",
                        "tallystick_bills_waiting",
                        "tallystick_erasures_waiting",
                        "tallystick_ledger_incidents_open",
                        "tallystick_job_failed",
                        "jvm_memory_used_bytes",
                        "process_cpu_seconds_total",
                        "process_open_fds");
        assertThat(scrape.value("tallystick_database_connections_used", "pool", "TallystickLedger"))
                .isPositive();
    }

    /** The reader of the Prometheus project, in both formats. */
    @Test
    void prometheusOwnReaderTakesThem() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(
                Files.exists(python) && run(python, "import prometheus_client.openmetrics.parser", "") == 0,
                "python3-prometheus-client is absent");
        String reader = "import sys; from prometheus_client%s import parser;"
                + " print(len(list(parser.text_string_to_metric_families(sys.stdin.read()))))";
        for (String format : List.of("", ".openmetrics")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(Scrape.address(SERVER));
            if (!format.isEmpty()) {
                request.header("Accept", "application/openmetrics-text; version=1.0.0; charset=utf-8");
            }
            HttpResponse<String> answer = LocalHttp.send(request);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(format.isEmpty() ? "text/plain" : "application/openmetrics-text");
            assertThat(run(python, reader.formatted(format), answer.body()))
                    .as(format)
                    .isZero();
        }
    }

    @Test
    void metricsAreOnlyRead() throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Scrape.address(SERVER)).POST(HttpRequest.BodyPublishers.noBody());
        assertThat(LocalHttp.send(request).statusCode()).isEqualTo(405);
    }

    private static int run(Path python, String program, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(python.toString(), "-c", program)
                .redirectErrorStream(true)
                .redirectOutput(SERVER.base().resolve("reader.log").toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static double grown(String name, Scrape before, Scrape after, String... labels) {
        return after.value(name, labels) - before.sum(name, labels);
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
