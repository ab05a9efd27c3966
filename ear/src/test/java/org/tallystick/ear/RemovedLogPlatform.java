package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Role;
import org.tallystick.ear.demo.DemoClock;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.SignedNote;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.SignedBill;
import org.tallystick.verification.ReceiptFile;

/** A platform on which two quarters have ended and their time is over, and what somebody kept of the first one. */
final class RemovedLogPlatform implements AutoCloseable {
    static final String PAGE = "/admin/removals";
    private static final StrictJson.Limits LIST = new StrictJson.Limits(4, 64, 1 << 16, 200_000, true);
    private static final Duration QUARTER = Duration.ofDays(92);
    private static final Duration KEPT = Duration.ofDays(3_654);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ServerProcess server;
    final DemoClock time;
    final TestTill till;
    final SignedBill bill;
    final String number;
    final byte[] file;
    final List<String> logs;
    final Optional<Halted> halted;
    PortalClient first;
    private PortalClient second;

    /** Spoils the stored root of an open log, which its next group finds. */
    interface Damage {
        void to(String origin) throws SQLException;
    }

    /**
     * A log that an incident has ended, between the two.
     *
     * @param code of a receipt in it
     * @param file of that receipt, from before
     */
    record Halted(String origin, String code, byte[] file) {
        String prefix() {
            return RemovedLogPlatform.prefix(origin);
        }
    }

    RemovedLogPlatform(ServerProcess fresh) throws Exception {
        this(fresh, Optional.empty());
    }

    /** With a third log, which this ends. */
    RemovedLogPlatform(ServerProcess fresh, Damage damage) throws Exception {
        this(fresh, Optional.of(damage));
    }

    private RemovedLogPlatform(ServerProcess fresh, Optional<Damage> damage) throws Exception {
        server = TestShop.configure(fresh);
        Files.writeString(
                server.base().resolve("accounts.json"),
                PortalAccounts.FILE.replace(
                        "{\"login\":\"keeper\"",
                        "{\"login\":\"" + TestShop.SM2_OPERATOR + "\",\"name\":\"Second\",\"role\":\"OPERATOR\"},"
                                + "{\"login\":\"keeper\""));
        time = new DemoClock(server.base().resolve("clock"));
        time.govern(server);
        time.moveTo(Clock.systemUTC().instant());
        server.with("TALLYSTICK_RETENTION_INTERVAL", "PT0.3S")
                .with("TALLYSTICK_LEDGER_SCRUB_INTERVAL", "PT0.5S")
                .with("TALLYSTICK_SIGNING_PROBE_INTERVAL", "PT0.5S")
                .start();
        till = TestTill.enrol(server, TestShop.terminal(0));
        bill = till.next();
        TestAnswer answer = till.send(bill);
        assertThat(answer.outcome()).isEqualTo("201");
        number = answer.json().string("number");
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        file = file(bill);
        end(QUARTER, 1);
        Map<String, Object> refund = till.bill(till.nextCounter());
        Map<String, Object> sold = Map.of("terminalNo", till.profile().terminalNo(), "series", 1L, "counter", 1L);
        refund.putAll(Map.of("type", "REFUND", "amount", 30L, "original", sold));
        SignedBill taken = till.follow(refund);
        answer = till.send(taken);
        assertThat(answer.outcome()).isEqualTo("201");
        halted = damage.isPresent() ? Optional.of(halt(damage.get(), taken, answer.json())) : Optional.empty();
        end(QUARTER.multipliedBy(2), 2);
        logs = ended(server);
        move(QUARTER.multipliedBy(2).plus(KEPT));
    }

    /** As soon as the master log vouches for its log. */
    private byte[] file(SignedBill of) {
        String address = "/r/" + TestTill.codeOf(of) + ".json";
        return await().atMost(PATIENCE)
                .until(
                        () -> TestAnswer.get(server, address).body(),
                        bytes -> ReceiptFile.parse(bytes).master().isPresent());
    }

    private Halted halt(Damage damage, SignedBill last, JsonObject answer) throws Exception {
        Halted ends = new Halted(answer.string("log"), TestTill.codeOf(last), file(last));
        await().atMost(PATIENCE)
                .until(() -> Checkpoint.parse(SignedNote.parse(TestAnswer.get(server, ends.prefix() + "/checkpoint")
                                                .body())
                                        .text())
                                .size()
                        > answer.integer("index"));
        damage.to(ends.origin());
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        assertThat(states(server)).contains("halted");
        return ends;
    }

    private void end(Duration ahead, int ended) throws IOException {
        move(ahead);
        await().atMost(PATIENCE).until(() -> ended(server).size() == ended);
    }

    private void move(Duration ahead) throws IOException {
        time.moveTo(Clock.systemUTC().instant().plus(ahead));
    }

    void signIn() throws IOException {
        PortalAccounts accounts = PortalAccounts.of(server).at(time.clock());
        first = accounts.signIn(Role.OPERATOR);
        second = accounts.signIn(TestShop.SM2_OPERATOR, Role.OPERATOR);
    }

    /** The oldest, by two operators. */
    void removeFirst() throws IOException {
        askFirst();
        confirmFirst();
        awaitFirst();
    }

    void askFirst() throws IOException {
        await().atMost(PATIENCE).until(() -> !first.get(PAGE).text().contains("not in the master log yet"));
        assertThat(order(first, "ask", 1).text())
                .contains("Something stands against it", "The log before it is still there");
        assertThat(order(first, "confirm", 0).text()).contains("Nobody asks for it");
        assertThat(order(first, "ask", 0).status()).isEqualTo(303);
        assertThat(order(second, "ask", 0).text()).contains("Somebody has asked for it");
        assertThat(order(first, "confirm", 0).text()).contains("Another operator than the one who asked");
        assertThat(TestAnswer.get(server, "/r/" + TestTill.codeOf(bill)).status())
                .isEqualTo(200);
    }

    void confirmFirst() throws IOException {
        assertThat(order(second, "confirm", 0).status()).isEqualTo(303);
    }

    void awaitFirst() {
        await().atMost(PATIENCE)
                .until(
                        () -> first.get(PAGE).text(),
                        page -> page.contains(logs.get(0))
                                && !page.contains("still to be deleted")
                                && page.contains("/removal\""));
    }

    /** The one that an incident has ended, which its operator has to explain first. */
    void removeHalted() throws IOException {
        String origin = halted.orElseThrow().origin();
        assertThat(order(first, "ask", origin).text())
                .contains("Something stands against it", "An incident of it is not acknowledged");
        Matcher incidents = Pattern.compile("name=\"incident\" value=\"([^\"]+)\"")
                .matcher(first.get("/admin/logs").text());
        while (incidents.find()) {
            Map<String, String> form = Map.of(
                    "do", "acknowledge", "incident", incidents.group(1), "reason", "somebody has spoilt its root");
            assertThat(first.post("/admin/logs", form).status()).isEqualTo(303);
        }
        assertThat(order(first, "ask", origin).status()).isEqualTo(303);
        assertThat(order(second, "confirm", origin).status()).isEqualTo(303);
        await().atMost(PATIENCE)
                .until(() -> get(prefix(origin) + "/removal").status() == 200
                        && !first.get(PAGE).text().contains("still to be deleted"));
    }

    private TestAnswer order(PortalClient operator, String what, int log) throws IOException {
        return order(operator, what, logs.get(log));
    }

    private static TestAnswer order(PortalClient operator, String what, String origin) throws IOException {
        return operator.post(PAGE, Map.of("do", what, "log", origin, "reason", "ten years are over"));
    }

    String prefix(int log) {
        return prefix(logs.get(log));
    }

    private static String prefix(String origin) {
        return origin.substring(origin.indexOf('/'));
    }

    /** In English. */
    TestAnswer get(String path) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server.url(path)).header("Accept-Language", "en"));
    }

    void expectGone() throws IOException {
        expectGone(TestTill.codeOf(bill), prefix(0));
    }

    void expectGone(String code, String prefix) throws IOException {
        String link = "/r/" + code;
        assertThat(get(link).status()).isEqualTo(410);
        assertThat(get(link).text()).contains("kept as long as the rules demand", "PARTS, version 1: 3653 days");
        assertThat(get(link + ".json").outcome()).isEqualTo("410 removed");
        TestAnswer bundle = entries(prefix);
        assertThat(bundle.outcome()).isEqualTo("410 removed");
        assertThat(bundle.json().string("policy")).contains("3653 days");
        assertThat(bundle.json().string("removedAt")).isNotEmpty();
    }

    TestAnswer entries(int log) throws IOException {
        return entries(prefix(log));
    }

    private TestAnswer entries(String prefix) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server.url(prefix + "/tile/entries/000.p/1"))
                .header("Authorization", "Bearer " + TestShop.AUDITOR_TOKEN));
    }

    @Override
    public void close() {
        server.close();
    }

    private static List<JsonObject> logs(ServerProcess server) throws IOException {
        return StrictJson.parseArray(TestAnswer.get(server, "/ledger/logs").body(), LIST, "logs");
    }

    static List<String> states(ServerProcess server) throws IOException {
        return logs(server).stream().map(log -> log.string("state")).toList();
    }

    /** Origins of the institution's logs that have ended, the oldest first. */
    private static List<String> ended(ServerProcess server) throws IOException {
        return logs(server).stream()
                .filter(log -> log.string("state").equals("sealed"))
                .map(log -> log.string("origin"))
                .sorted()
                .toList();
    }

    static String masterKey(ServerProcess server) throws IOException {
        return logs(server).stream()
                .filter(log -> log.string("origin").contains("/master/"))
                .map(log -> log.string("verifierKey"))
                .findFirst()
                .orElseThrow();
    }

    static String key(ServerProcess server, String origin) throws IOException {
        return logs(server).stream()
                .filter(log -> log.string("origin").equals(origin))
                .map(log -> log.string("verifierKey"))
                .findFirst()
                .orElseThrow();
    }
}
