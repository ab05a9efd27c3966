package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;

/** Exports that take longer than a browser waits: begun, left, cancelled, cut off by a restart, fetched, and by nobody else. */
class LongWorkIT {
    private static final int SALES = 25;
    private static final ServerProcess SERVER = TestShop.configure(ServerProcess.fresh("work"));

    private static PortalClient owner;
    private static PortalClient staff;
    private static PortalClient operator;
    private static String cancelled;
    private static String interrupted;
    private static String waiting;

    /** At first nothing may begin: so there is something to cancel, and something that a restart cuts off. */
    @BeforeAll
    static void sellAndRestart() throws IOException {
        SERVER.with("TALLYSTICK_WORK_DIRECT_ROWS", "20")
                .with("TALLYSTICK_WORK_AT_A_TIME", "0")
                .start();
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        for (int i = 0; i < SALES; i++) {
            assertThat(till.send(till.next()).status()).isEqualTo(201);
        }
        PortalAccounts accounts = PortalAccounts.of(SERVER);
        owner = accounts.signIn(Role.MERCHANT_OWNER);
        staff = accounts.signIn(Role.MERCHANT_STAFF);
        operator = accounts.signIn(Role.OPERATOR);
        cancelled = start(owner, "receipts-csv", "from=&to=");
        waiting = owner.get("/work/" + cancelled).text();
        assertThat(owner.post("/work/" + cancelled, Map.of("do", "cancel")).status())
                .isEqualTo(303);
        interrupted = start(owner, "receipts-csv", "from=&to=");
        SERVER.with("TALLYSTICK_WORK_AT_A_TIME", "2").restart();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whatWaitsSaysSoAndLooksAgainWithoutAScript() {
        assertThat(waiting)
                .contains("waiting")
                .contains("http-equiv=\"refresh\"")
                .contains("value=\"cancel\"")
                .contains("role=\"progressbar\"");
    }

    @Test
    void whatWasCancelledNeverBegins() throws IOException {
        assertThat(owner.get("/work/" + cancelled).text())
                .contains("cancelled")
                .doesNotContain("http-equiv=\"refresh\"");
        assertThat(owner.get("/work/files/" + cancelled).status()).isEqualTo(404);
    }

    @Test
    void whatARestartCutOffIsSaidToBeAndIsStartedAgain() throws IOException {
        assertThat(owner.get("/work/" + interrupted).text())
                .contains("interrupted")
                .contains("value=\"again\"");

        TestAnswer again = owner.post("/work/" + interrupted, Map.of("do", "again"));

        assertThat(again.status()).isEqualTo(303);
        assertThat(lines(fetched(owner, again.header("Location").substring("/work/".length()))))
                .hasSize(SALES + 1);
    }

    @Test
    void aSmallExportIsStreamedAndALargeOneIsOffered() throws IOException {
        assertThat(owner.get("/merchant/receipts.csv?min=1000000").header("Content-Type"))
                .startsWith("text/csv");

        TestAnswer large = owner.get("/merchant/receipts.csv");

        assertThat(large.status()).isEqualTo(303);
        assertThat(owner.get(large.header("Location")).text())
                .contains("too many rows to wait for")
                .contains("action=\"/work\"")
                .contains("receipts-xlsx");
    }

    @Test
    void theFileIsTheWholeListAndForTheServersUserOnly() throws IOException {
        String number = start(owner, "receipts-csv", "from=&to=");

        TestAnswer file = fetched(owner, number);

        assertThat(file.header("Content-Disposition")).contains("receipts-" + number + ".csv");
        assertThat(file.text()).startsWith("\uFEFFTime of sale,");
        assertThat(lines(file)).hasSize(SALES + 1);
        Path onDisk = SERVER.data().resolve("work").resolve(number);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onDisk)))
                .isEqualTo("rw-------");
    }

    @Test
    void aSpreadsheetIsMadeAsWell() throws IOException {
        TestAnswer file = fetched(owner, start(owner, "receipts-xlsx", "from=&to="));

        assertThat(file.header("Content-Type")).contains("spreadsheetml");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file.body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("xl/worksheets/sheet1.xml");
            assertThat(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("<row>"))
                    .hasSize(SALES + 2);
        }
    }

    @Test
    void nobodyElseSeesItNotEvenOfTheSameShop() throws IOException {
        String number = start(owner, "receipts-csv", "from=&to=");
        fetched(owner, number);

        for (PortalClient other : List.of(staff, operator)) {
            assertThat(other.get("/work/" + number).status()).isEqualTo(404);
            assertThat(other.get("/work/files/" + number).status()).isEqualTo(404);
            assertThat(other.post("/work/" + number, Map.of("do", "cancel")).status())
                    .isEqualTo(404);
            assertThat(other.get("/work").text()).doesNotContain(number);
        }
        PortalClient stranger = new PortalClient(SERVER);
        assertThat(stranger.get("/work/" + number).status()).isEqualTo(303);
        assertThat(stranger.get("/work/files/" + number).status()).isEqualTo(401);
    }

    @Test
    void nobodyHasDoneWhatTheirRoleMayNotSee() throws IOException {
        assertThat(owner.post("/work", form("audit-csv", "")).status()).isEqualTo(422);
        assertThat(operator.post("/work", form("receipts-csv", "")).status()).isEqualTo(422);
        assertThat(owner.post("/work", form("everything", "")).status()).isEqualTo(422);
    }

    @Test
    void theHeaderTellsOfAnEndUntilSomebodyLooks() throws IOException {
        String number = start(staff, "receipts-csv", "from=&to=");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> staff.get("/account").text().contains("Ended since you last looked: 1"));

        staff.get("/work/" + number);

        assertThat(staff.get("/account").text()).doesNotContain("Ended since you last looked");
    }

    @Test
    void theOperatorsAuditTrailIsLongWorkTooAndTellsOfItself() throws IOException {
        fetched(owner, start(owner, "receipts-csv", "from=&to="));

        TestAnswer file = fetched(operator, start(operator, "audit-csv", "action=work"));

        assertThat(file.text()).contains("work.start").contains("work.done").contains("work.fetch");
        assertThat(file.text()).doesNotContain("account.");
    }

    @Test
    void inABrowserThePageFinishesByItselfAndEverybodyCanReadIt() throws IOException {
        try (Browser browser = Browser.open();
                BrowserContext person = browser.visitor("en")) {
            PortalLogin login = new PortalLogin(base(), SERVER.data().resolve("demo-accounts.json"));
            Page page = person.newPage();
            login.signIn(page, login.account(Role.MERCHANT_OWNER.name()));
            page.navigate(base() + "/merchant/receipts?from=&to=");
            page.locator("form[action='/work'] button").first().click();
            String address = page.url();
            assertThat(address).contains("/work/");

            page.waitForSelector("a[href^='/work/files/']");

            assertThat(page.locator("#pg").textContent()).isEqualTo("100 % done");
            look(browser, person, address, ColorScheme.LIGHT, 1280, "en");
            look(browser, person, address, ColorScheme.DARK, 360, "zh-CN");
            look(browser, person, base() + "/work/" + interrupted, ColorScheme.LIGHT, 360, "zh-CN");
            look(browser, person, base() + "/work", ColorScheme.DARK, 1280, "en");
        }
    }

    private static void look(
            Browser browser, BrowserContext person, String address, ColorScheme scheme, int width, String language) {
        try (BrowserContext context = PageLook.window(browser, language, scheme, width)) {
            context.addCookies(person.cookies());
            Page page = context.newPage();
            page.navigate(address);
            PageLook.assertGood(page);
        }
    }

    private static String start(PortalClient person, String kind, String parameters) throws IOException {
        TestAnswer answer = person.post("/work", form(kind, parameters));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).matches("/work/[0-9]{6}-[0-9A-Z]{8}");
        return answer.header("Location").substring("/work/".length());
    }

    private static Map<String, String> form(String kind, String parameters) {
        return Map.of("kind", kind, "parameters", parameters, "language", "en");
    }

    private static TestAnswer fetched(PortalClient person, String number) throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> person.get("/work/files/" + number).status() == 200);
        assertThat(person.get("/work/" + number).text()).contains("100 % done");
        return person.get("/work/files/" + number);
    }

    private static List<String> lines(TestAnswer file) {
        return file.text().lines().toList();
    }

    private static String base() {
        return SERVER.url("").toString();
    }
}
