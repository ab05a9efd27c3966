package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;

/**
 * Audits in the portal: queued, cancelled, cut off by a kill and gone on with, compared, reported; damage is a finding with a link, and
 * never ends a run. At first each run may take one per cent of a thread's time, so that there is something to be cut off.
 */
class AuditRunIT {
    private static final int MORE_THAN_A_TILE = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern KEY = Pattern.compile("<span class=\"code\">([^<]*/audits\\+[^<]+)</span>");

    private static Postgres postgres;
    private static ServerProcess server;
    private static StoredRows rows;
    private static TestLedger ledger;
    private static PortalClient regulator;
    private static PortalClient operator;
    private static String cancelled;
    private static String killed;
    private static String waiting;
    private static String operatorsCancel;

    @TempDir
    private Path directory;

    @BeforeAll
    static void sellStartCancelKillAndRestart() throws Exception {
        postgres = Postgres.start();
        server = TestShop.configure(ServerProcess.fresh("audited").with(postgres.database("audited")))
                .with("TALLYSTICK_AUDITS_SHARE", "1")
                .with("TALLYSTICK_AUDITS_INTERVAL", "PT0.2S")
                .start();
        BusyTill busy = new BusyTill(server, TestTill.enrol(server, TestShop.terminal(0)));
        for (int i = 0; i < MORE_THAN_A_TILE; i++) {
            assertThat(busy.sellOnce()).isTrue();
        }
        ledger = TestLedger.of(server).awaitPublished(busy.highestIndex());
        rows = new StoredRows(postgres.connect("audited"))
                .withoutTriggersOf("receipt")
                .withoutTriggersOf("ledger_entry");
        signIn();
        cancelled = start(regulator, "/regulator/audits", "WHOLE", "SIGNATURES");
        awaitState(cancelled, "RUNNING");
        killed = start(operator, "/admin/audits", "WHOLE", "SIGNATURES");
        waiting = regulator.get("/regulator/audits/" + killed).text();
        operatorsCancel = operator.post("/admin/audits/" + cancelled, Map.of("do", "cancel"))
                .text();
        assertThat(rows.text("SELECT cancel_asked FROM audit_run WHERE number = '" + cancelled + "'"))
                .isEqualTo("f");
        regulator.post("/regulator/audits/" + cancelled, Map.of("do", "cancel"));
        awaitState(cancelled, "CANCELLED");
        await().atMost(PATIENCE)
                .until(() -> rows.number("SELECT done FROM audit_run WHERE number = '" + killed + "'") > 0);
        server.kill();
        server.with("TALLYSTICK_AUDITS_SHARE", "100").start();
        signIn();
        awaitState(killed, "DONE");
    }

    private static void signIn() throws IOException {
        PortalAccounts accounts = PortalAccounts.of(server);
        regulator = accounts.signIn(Role.REGULATOR);
        operator = accounts.signIn(Role.OPERATOR);
    }

    @AfterAll
    static void stop() throws SQLException {
        rows.close();
        server.close();
        postgres.close();
    }

    @Test
    void whatWaitsSaysHowManyAreBeforeItAndLooksAgainWithoutAScript() {
        assertThat(waiting)
                .contains("before it in the queue: 1")
                .contains("http-equiv=\"refresh\"")
                .contains("role=\"progressbar\"")
                .doesNotContain("value=\"cancel\"");
    }

    @Test
    void theOperatorCannotEndARegulatorsAuditAndItsStarterCan() throws IOException {
        assertThat(operatorsCancel)
                .contains("Only who started an audit can cancel it.")
                .doesNotContain("value=\"cancel\"");
        assertThat(regulator.get("/regulator/audits/" + cancelled).text())
                .contains("It was ended before it was done")
                .doesNotContain("http-equiv=\"refresh\"");
        assertThat(regulator
                        .get("/regulator/audit-reports/" + cancelled + ".txt")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatAKillCutOffGoesOnByItselfAndCountsNothingTwice() throws Exception {
        assertThat(rows.number("SELECT restarts FROM audit_run WHERE number = '" + killed + "'"))
                .isEqualTo(1);
        assertThat(rows.number("SELECT SUM(receipts) FROM audit_run_log WHERE number = '" + killed + "'"))
                .isEqualTo(MORE_THAN_A_TILE);
        assertThat(regulator.get("/regulator/audits/" + killed).text())
                .contains("The ledger keeps its promise: every entry is in the tree")
                .contains("Receipts checked with signatures: " + MORE_THAN_A_TILE)
                .contains("Nothing found");
    }

    @Test
    void theReportIsSignedAndTheLedgerKnowsIt() throws Exception {
        String number = done("WHOLE", "HASHES");
        String page = awaitLogged(number);
        for (String form : List.of("txt", "json", "tlog-proof")) {
            Files.write(directory.resolve(number + "." + form), report(number, form));
        }
        Matcher key = KEY.matcher(page);
        assertThat(key.find()).isTrue();

        assertThat(check(number, key.group(1)))
                .contains("The logs keep their promise")
                .contains("The report is as it was signed.")
                .contains("It is entry ");
        List<LedgerEntry> logged = ledger.entries().stream()
                .filter(entry ->
                        entry.kind() == EntryKind.AUDIT_RUN && entry.id().equals(number))
                .toList();
        assertThat(logged).hasSize(1);

        Path json = directory.resolve(number + ".json");
        Files.writeString(json, Files.readString(json).replace("KEPT", "BEST"));
        assertThat(check(number, key.group(1))).contains("The JSON is not the one that the signed text names");
    }

    @Test
    void whatIsNewGoesOnFromTheLastRunAndProvesThatItIsContinued() throws Exception {
        done("WHOLE", "HASHES");
        BusyTill busy = new BusyTill(server, TestTill.enrol(server, TestShop.terminal(1)));
        assertThat(busy.sellOnce()).isTrue();
        ledger.awaitPublished(busy.highestIndex());

        String number = done("NEW", "HASHES");

        assertThat(regulator.get("/regulator/audits/" + number).text())
                .contains("The ledger keeps its promise")
                .containsPattern(
                        "Grown from [0-9,]+ to [0-9,]+ \\(\\+[0-9]+\\): the consistency proof of [0-9]+ hashes holds")
                .containsPattern("of these [1-9][0-9]* by an earlier audit")
                .contains("New: 0, no longer there: 0, compared with");
        assertThat(regulator.get("/regulator").text())
                .contains("The last audit", "href=\"/regulator/audits/" + number + "\"", "promise kept");
    }

    @Test
    void damageIsAFindingWithALinkAndItsEndIsTold() throws Exception {
        done("WHOLE", "SIGNATURES");
        long place = rows.number("SELECT MIN(seq) FROM receipt WHERE terminal_no = '" + TestShop.terminal(0) + "'");
        String receipt = rows.text("SELECT number FROM receipt WHERE seq = " + place);
        rows.flip("receipt", "stored", "number = '" + receipt + "'");
        rows.flip("ledger_entry", "leaf", "seq = " + (place + 2));
        String number = done("WHOLE", "SIGNATURES");
        rows.flip("receipt", "stored", "number = '" + receipt + "'");
        rows.flip("ledger_entry", "leaf", "seq = " + (place + 2));

        assertThat(regulator.get("/regulator/audits/" + number).text())
                .contains("The ledger does not keep its promise")
                .contains("Receipt contradicts its entry")
                .contains("href=\"/regulator/receipts/" + receipt + "\"")
                .contains("href=\"/regulator/receipts?q=" + TestShop.terminal(0) + "\"")
                .contains("Entry altered")
                .containsPattern("href=\"/explorer/[^\"]+/" + (place + 2) + "\"")
                .contains("New: 2, no longer there: 0, compared with");
        assertThat(operator.get("/admin/audits/" + number).text())
                .contains("href=\"/admin/certificates/" + TestShop.terminal(0) + "\"")
                .doesNotContain("href=\"/regulator/receipts/" + receipt);
        assertThat(regulator
                        .get("/regulator/audits/" + done("WHOLE", "SIGNATURES"))
                        .text())
                .contains("New: 0, no longer there: 2, compared with")
                .contains("No longer there");
    }

    @Test
    void receiptsOfOtherDaysAreLeftOut() throws Exception {
        TestAnswer started = regulator.post(
                "/regulator/audits",
                Map.of("do", "start", "span", "WHOLE", "depth", "SIGNATURES", "which", "all", "to", "2020-01-01"));
        String number = number(started);
        awaitState(number, "DONE");

        assertThat(rows.number("SELECT SUM(receipts) FROM audit_run_log WHERE number = '" + number + "'"))
                .isZero();
        assertThat(regulator.get("/regulator/audits/" + number).text()).contains("receipts … to 2020-01-01");
    }

    @Test
    void aBadScopeIsSaidBesideItsField() throws IOException {
        assertThat(regulator
                        .post("/regulator/audits", Map.of("do", "start", "which", "some"))
                        .text())
                .contains("Choose at least one log.");
        assertThat(regulator
                        .post(
                                "/regulator/audits",
                                Map.of("do", "start", "which", "all", "from", "2026-02-30", "depth", "SIGNATURES"))
                        .text())
                .contains("This is no date.");
        assertThat(regulator
                        .post(
                                "/regulator/audits",
                                Map.of("do", "start", "which", "all", "from", "2026-03-02", "to", "2026-03-01"))
                        .text())
                .contains("The last day is before the first.");
    }

    @Test
    void whoStartedItIsInTheAuditTrail() throws IOException {
        assertThat(operator.get("/admin/audit?action=audit").text()).contains("audit.start", "audit.cancel", killed);
    }

    @Test
    void inABrowserEverybodyCanReadThePages() throws Exception {
        String number = done("WHOLE", "HASHES");
        try (Browser browser = Browser.open()) {
            look(browser, "/admin/audits", ColorScheme.LIGHT, 1280, "en");
            look(browser, "/admin/audits", ColorScheme.DARK, 360, "zh-CN");
            look(browser, "/admin/audits/" + number, ColorScheme.LIGHT, 360, "zh-CN");
        }
    }

    private static void look(Browser browser, String path, ColorScheme scheme, int width, String language) {
        try (BrowserContext context = PageLook.window(browser, language, scheme, width)) {
            context.addCookies(List.of(new Cookie("__Host-session", operator.session())
                    .setUrl(server.url("/").toString())));
            Page page = context.newPage();
            page.navigate(server.url(path).toString());
            PageLook.assertGood(page);
        }
    }

    private static String done(String span, String depth) throws Exception {
        String number = start(regulator, "/regulator/audits", span, depth);
        awaitState(number, "DONE");
        return number;
    }

    private static String start(PortalClient person, String path, String span, String depth) throws IOException {
        return number(person.post(path, Map.of("do", "start", "span", span, "depth", depth, "which", "all")));
    }

    private static String number(TestAnswer started) {
        assertThat(started.status()).isEqualTo(303);
        assertThat(started.header("Location")).matches("/[a-z]+/audits/AU-[0-9]{6}-[0-9A-Z]{8}");
        return started.header("Location").replaceAll(".*/", "");
    }

    private static void awaitState(String number, String state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> rows.text(
                        "SELECT state FROM audit_run WHERE number = '" + number + "'")
                .equals(state));
    }

    private static String awaitLogged(String number) {
        await().atMost(PATIENCE)
                .until(() -> regulator.get("/regulator/audits/" + number).text().contains(".tlog-proof"));
        try {
            ledger.awaitPublished(rows.number("SELECT seq FROM audit_run WHERE number = '" + number + "'"));
            return regulator.get("/regulator/audits/" + number).text();
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] report(String number, String form) throws IOException {
        TestAnswer file = regulator.get("/regulator/audit-reports/" + number + "." + form);
        assertThat(file.status()).isEqualTo(200);
        return file.body();
    }

    private String check(String number, String key) throws Exception {
        return new Shell(directory, Map.of())
                .runTallystick("ledger report " + number + ".txt --key '" + key + "' --proof " + number
                        + ".tlog-proof --log '" + ledger.key().vkey() + "'")
                .out();
    }
}
