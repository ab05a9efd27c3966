package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.signing.ReceiptNumber;

/** Whoever looks for one receipt finds it: a merchant by its day, an inspector on the way down from a region's figure. */
class FindingJourneyIT {
    private static final LocalDate YESTERDAY =
            LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai"))).minusDays(1);

    private static ServerProcess server;
    private static Browser browser;
    private static PortalLogin login;
    private static String sale;
    private static String refund;

    @BeforeAll
    static void sell() throws IOException {
        server = SupervisedShops.start(ServerProcess.fresh("finding"));
        TestTill till = TestTill.enrol(server, SupervisedShops.TEA_TERMINAL);
        sale = sell(till, Map.of("amount", 45_600L));
        refund = sell(
                till,
                Map.of(
                        "type",
                        "REFUND",
                        "amount",
                        5_600L,
                        "original",
                        Map.of(
                                "terminalNo",
                                till.profile().terminalNo(),
                                "series",
                                till.profile().series(),
                                "counter",
                                1L)));
        till.send(till.next());
        TestTill other = TestTill.enrol(server, SupervisedShops.COFFEE_TERMINAL);
        other.send(other.next());
        browser = Browser.open();
        login = new PortalLogin(server.url("").toString(), server.data().resolve("demo-accounts.json"));
    }

    /** Yesterday at noon; the terminal signed it today, which is a finding and no more. */
    private static String sell(TestTill till, Map<String, Object> facts) throws IOException {
        Map<String, Object> bill = till.bill(till.nextCounter());
        bill.put("time", YESTERDAY + "T12:00:00+08:00");
        bill.putAll(facts);
        TestAnswer answer = till.send(till.follow(bill));
        assertThat(answer.outcome()).isEqualTo("201");
        return ReceiptNumber.grouped(answer.json().string("number"));
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void aMerchantFindsYesterdaysRefundAndTakesItOut(String language) throws IOException {
        try (BrowserContext person = browser.visitor(language)) {
            Page page = signedIn(person, "shop@test");
            page.locator(".nav a[href='/merchant/receipts']").first().click();
            page.locator("#from").fill(YESTERDAY.toString());
            page.locator("[name=to]").fill(YESTERDAY.toString());
            page.locator("#type").selectOption("refund");
            page.locator(".query button").click();

            assertThat(page.locator("tbody tr").count()).isEqualTo(1);
            assertThat(page.locator("tbody a.no").textContent()).isEqualTo(refund);
            PageLook.assertGood(page);
            Download file = page.waitForDownload(
                    () -> page.locator(".tools a[href*='.csv']").click());
            assertThat(Files.readString(file.path()).lines().toList())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains(refund, ",-56.00,CNY,");

            page.locator("tbody a.no").click();
            assertThat(page.locator(".todo a.no").textContent()).isEqualTo(sale);
            page.locator(".todo a.no").click();
            assertThat(page.locator("main").textContent()).contains("456.00");
            PageLook.assertGood(page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void anInspectorGoesDownFromARegionsFigureToOneReceiptAndItsProof(String language) {
        try (BrowserContext person = browser.visitor(language)) {
            Page page = signedIn(person, "country@test");
            page.locator("tbody a", new Page.LocatorOptions().setHasText("浙江")).click();
            assertThat(page.locator("tbody").textContent()).doesNotContain("Banshan");
            PageLook.assertGood(page);
            page.locator("tbody a.no", new Page.LocatorOptions().setHasText("Zhibai Tea"))
                    .click();
            page.locator(".title .actions a").click();
            page.locator("#reason").fill("case 2026-117");
            page.locator("form[action='/regulator/receipts'] button").click();
            assertThat(page.locator("tbody tr").count()).isEqualTo(3);
            PageLook.assertGood(page);
            page.locator("tbody a.no", new Page.LocatorOptions().setHasText(sale))
                    .click();
            assertThat(page.locator("main").textContent()).contains("456.00", "case 2026-117");
            PageLook.assertGood(page);

            page.locator("a[href^='/explorer/']").first().click();
            page.locator(".here.is-ok").waitFor();
            assertThat(page.locator("main").textContent()).contains("tallystick-entry/v1");
        }
    }

    private static Page signedIn(BrowserContext person, String name) {
        Page page = person.newPage();
        login.signIn(page, name);
        return page;
    }
}
