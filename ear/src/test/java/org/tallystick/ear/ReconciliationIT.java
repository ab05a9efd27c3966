package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.signing.SignedBill;

/** Settlement files handed in by people: what is found on either side, what is bad, undone, late, and nobody else's business. */
class ReconciliationIT {
    private static final ServerProcess SERVER = TestShop.configure(ServerProcess.fresh("settlements"));

    private static PortalClient officer;
    private static PortalClient operator;

    @BeforeAll
    static void signIn() throws IOException {
        SERVER.start();
        officer = PortalAccounts.of(SERVER).signIn(Role.INSTITUTION_OFFICER);
        operator = PortalAccounts.of(SERVER).signIn(Role.OPERATOR);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aFileOfGbkFindsItsReceiptsAndSaysWhatIsMissingOnEitherSideAndWhatIsBad() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SettledSales sales = new SettledSales(till);
        for (int i = 0; i < 3; i++) {
            assertThat(till.send(sales.bill(1000 + i)).status()).isEqualTo(201);
        }
        String text = "对账单\r\n"
                + (SettledSales.HEADER + sales.line(1, "10.00") + sales.line(2, "10.02") + sales.line(9, "5.00")
                                + "合计,,,,,35.02,\nbroken\n")
                        .replace("\n", "\r\n");

        String page = SettledSales.hand(
                officer,
                text.getBytes(Charset.forName("GBK")),
                Map.of(
                        "from",
                        SettledSales.today().toString(),
                        "to",
                        SettledSales.today().toString()));

        String shown = officer.get(page).text();
        assertThat(shown).contains("counts").contains("2 of 3 rows");
        assertThat(list(page, "unmatched"))
                .hasSize(2)
                .last()
                .asString()
                .contains("5.00")
                .contains("no receipt");
        assertThat(list(page, "different")).hasSize(2).last().asString().contains("other amount");
        assertThat(list(page, "missing"))
                .anyMatch(line -> line.contains(till.profile().terminalNo() + ",000001,000003"));
        assertThat(list(page, "faults")).last().asString().startsWith("7,the number of cells differs");
        assertThat(officer.get(page + "?show=missing").text()).contains("000003");
        assertThat(officer.get(page + "?show=faults").text()).contains("1/7");
    }

    @Test
    void aBillThatComesAfterItsSettlementIsMatchedByItself() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SettledSales sales = new SettledSales(till);
        SignedBill late = sales.bill(700);
        String page = SettledSales.hand(officer, SettledSales.HEADER + sales.line(1, "7.00"), Map.of());
        assertThat(officer.get(page).text()).contains("0 of 1 rows");

        assertThat(till.send(late).status()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(officer.get(page).text()).contains("1 of 1 rows"));
    }

    @Test
    void theSameFileTwiceIsRefusedUntilItIsUndone() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SettledSales sales = new SettledSales(till);
        assertThat(till.send(sales.bill(800)).status()).isEqualTo(201);
        String text = SettledSales.HEADER + sales.line(1, "8.00");
        String page = SettledSales.hand(officer, text, Map.of());

        TestAnswer again = officer.upload("/institution/settlements", Map.of("do", "hand"), "a.csv", text.getBytes());
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("same content");

        assertThat(officer.post(page, Map.of("do", "undo")).text()).contains("Tick the box");
        assertThat(officer.post(page, Map.of("do", "undo", "sure", "yes")).status())
                .isEqualTo(303);
        assertThat(officer.get(page).text()).contains("undone").doesNotContain("of 1 rows");
        assertThat(officer.get(SettledSales.hand(officer, text, Map.of())).text())
                .contains("1 of 1 rows");
    }

    @Test
    void aFileThatIsNoneIsRefusedInWords() throws IOException {
        String page = SettledSales.hand(officer, "终端号,日期\n20000001,20261120\n", Map.of());

        assertThat(officer.get(page).text()).contains("refused").contains("Columns are missing: Amount, Trace number");
        assertThat(officer.upload("/institution/settlements", Map.of("do", "hand"), "a.csv", new byte[0])
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theOperatorHandsInForAnInstitutionAndSeesFiguresButNoReceipts() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SettledSales sales = new SettledSales(till);
        assertThat(till.send(sales.bill(900)).status()).isEqualTo(201);

        String page = SettledSales.hand(
                operator, SettledSales.HEADER + sales.line(1, "9.00"), Map.of("acquirer", "48023310"));

        assertThat(operator.get(page).text()).contains("1 of 1 rows").doesNotContain("?show=all");
        String number = page.substring(page.lastIndexOf('/') + 1);
        assertThat(operator.get("/admin/settlement-files/" + number + "/all.csv")
                        .status())
                .isEqualTo(404);
        assertThat(operator.get("/institution/settlement-files/" + number + "/all.csv")
                        .status())
                .isEqualTo(403);
        assertThat(officer.get("/institution/settlements/" + number).text()).contains("1 of 1 rows");
        assertThat(operator.upload(
                                "/admin/settlements",
                                Map.of("do", "hand", "acquirer", "99999999"),
                                "a.csv",
                                new byte[] {1})
                        .text())
                .contains("no institution with this number");
    }

    @Test
    void largeFormsAreTakenOnThePageOfSettlementsOnly() throws IOException {
        byte[] large = new byte[13 << 20];

        assertThat(officer.upload("/account", Map.of("do", "x"), "a.csv", large).status())
                .isEqualTo(413);
    }

    @Test
    void inABrowserEverybodyCanReadIt() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SettledSales sales = new SettledSales(till);
        assertThat(till.send(sales.bill(600)).status()).isEqualTo(201);
        String file = SettledSales.hand(
                officer, SettledSales.HEADER + sales.line(1, "6.01") + sales.line(2, "6.00") + "x\n", Map.of());
        try (Browser browser = Browser.open();
                BrowserContext person = browser.visitor("en")) {
            PortalLogin login = new PortalLogin(base(), SERVER.data().resolve("demo-accounts.json"));
            login.signIn(person.newPage(), login.account(Role.INSTITUTION_OFFICER.name()));
            look(browser, person, "/institution/settlements", ColorScheme.LIGHT, 1280, "en");
            look(browser, person, "/institution/settlements", ColorScheme.DARK, 360, "zh-CN");
            look(browser, person, file, ColorScheme.DARK, 1280, "zh-CN");
            look(browser, person, file + "?show=different", ColorScheme.LIGHT, 360, "en");
            look(browser, person, file + "?show=faults", ColorScheme.LIGHT, 360, "zh-CN");
        }
    }

    private static void look(
            Browser browser, BrowserContext person, String path, ColorScheme scheme, int width, String language) {
        try (BrowserContext context = PageLook.window(browser, language, scheme, width)) {
            context.addCookies(person.cookies());
            Page page = context.newPage();
            page.navigate(base() + path);
            PageLook.assertGood(page);
        }
    }

    /** Lines of one of a file's lists. */
    private static List<String> list(String page, String name) throws IOException {
        String number = page.substring(page.lastIndexOf('/') + 1);
        TestAnswer file = officer.get("/institution/settlement-files/" + number + "/" + name + ".csv");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        return file.text().lines().toList();
    }

    private static String base() {
        return SERVER.url("").toString();
    }
}
