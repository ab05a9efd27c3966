package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.ear.SupervisedShops.Reader;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignedBill;

/** Who sees what of the platform: a country, a region, an acquirer, anybody. */
class SupervisionIT {
    private static final String REASON = "case 2026-117";

    private static ServerProcess server;
    private static TestAnswer tea;
    private static TestAnswer coffee;
    private static Reader country;
    private static Reader region;
    private static Reader bank;

    @BeforeAll
    static void sell() throws IOException {
        server = SupervisedShops.start();
        tea = sell(SupervisedShops.TEA_TERMINAL);
        sell(SupervisedShops.BOOKS_TERMINAL);
        coffee = sellUnsigned(SupervisedShops.COFFEE_TERMINAL);
        TestLedger.of(server).awaitPublished(tea.index());
        country = Reader.signIn(server, "country@test");
        region = Reader.signIn(server, "zhejiang@test");
        bank = Reader.signIn(server, "bank@test");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestAnswer sell(String terminalNo) throws IOException {
        TestTill till = TestTill.enrol(server, terminalNo);
        TestAnswer answer = till.send(till.next());
        assertThat(answer.outcome()).isEqualTo("201");
        return answer;
    }

    private static TestAnswer sellUnsigned(String terminalNo) throws IOException {
        TestTill till = TestTill.enrol(server, terminalNo);
        SignedBill bill =
                SignedBill.of(till.next().payload(), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        TestAnswer answer = till.sendVouched(bill, till.secret());
        assertThat(answer.outcome()).isEqualTo("201");
        return answer;
    }

    @Test
    void theCountryIsCountedWhole() throws IOException {
        String page = page(country, "/regulator");

        assertThat(page)
                .contains("2 of 3 receipts")
                .contains("Jiangnan Acquiring")
                .contains("Lingnan Acquiring")
                .contains("3 terminals");
        assertThat(page(country, "/regulator?region=%E5%B9%BF%E4%B8%9C")).contains("0 of 1 receipts");
    }

    @Test
    void aRegionalRegulatorSeesTheRegionWhateverTheAddressSays() throws IOException {
        assertThat(page(region, "/regulator")).contains("2 of 2 receipts").contains("2 terminals");
        assertThat(page(region, "/regulator?region=%E5%B9%BF%E4%B8%9C")).contains("2 of 2 receipts");
        assertThat(page(region, "/regulator/merchants"))
                .contains("Zhibai Tea", "Wuyou Books")
                .doesNotContain("Banshan Coffee");
        assertThat(page(region, "/regulator/merchants?region=%E5%B9%BF%E4%B8%9C"))
                .doesNotContain("Banshan Coffee");
        assertThat(region.get("/regulator/merchants/" + SupervisedShops.TEA).status())
                .isEqualTo(200);
        assertThat(region.get("/regulator/merchants/" + SupervisedShops.COFFEE).status())
                .isEqualTo(404);
    }

    @Test
    void anInstitutionSeesItsOwnMerchantsOnly() throws IOException {
        assertThat(page(bank, "/institution")).contains("1 of 2 receipts").doesNotContain("Lingnan Acquiring");
        assertThat(page(bank, "/institution/merchants"))
                .contains("Zhibai Tea", "Banshan Coffee")
                .doesNotContain("Wuyou Books");
        assertThat(page(bank, "/institution/merchants?acquirer=48033320")).doesNotContain("Wuyou Books");
        assertThat(bank.get("/institution/merchants/" + SupervisedShops.COFFEE).status())
                .isEqualTo(200);
        assertThat(bank.get("/institution/merchants/" + SupervisedShops.BOOKS).status())
                .isEqualTo(404);
        assertThat(bank.get("/regulator").status()).isEqualTo(403);
        assertThat(bank.get("/regulator/receipts").status()).isEqualTo(403);
    }

    @Test
    void merchantsAreFoundByNameAndNumber() throws IOException {
        assertThat(page(country, "/regulator/merchants?q=tea"))
                .contains("Zhibai Tea")
                .doesNotContain("Wuyou Books");
        assertThat(page(country, "/regulator/merchants?q=89844"))
                .contains("Banshan Coffee")
                .doesNotContain("Tea</a>");
        assertThat(page(country, "/regulator/merchants?q=%25")).contains("No merchant fits");
    }

    @Test
    void receiptsAreShownForAReasonOnly() throws IOException {
        String search = "/regulator/receipts?q=" + SupervisedShops.TEA_TERMINAL;

        assertThat(page(country, search)).doesNotContain("12.30").contains("Reason for looking");
        assertThat(country.send("/regulator/receipts", "q", SupervisedShops.TEA_TERMINAL, "reason", "no")
                        .status())
                .isEqualTo(422);
        TestAnswer sent = country.send("/regulator/receipts", "q", SupervisedShops.TEA_TERMINAL, "reason", REASON);

        assertThat(sent.status()).isEqualTo(303);
        assertThat(page(country, sent.header("Location"))).contains("12.30").contains("Zhibai Tea");
    }

    @Test
    void aReceiptIsOpenedWithTheVerifiersReport() throws IOException {
        String number = tea.json().string("number");

        assertThat(page(country, "/regulator/receipts/" + number)).doesNotContain("12.30");
        assertThat(page(country, "/regulator/receipts/" + number + "?reason=" + "case-2026-117"))
                .contains("12.30")
                .contains("Bill unchanged?");
        assertThat(region.get("/regulator/receipts/" + coffee.json().string("number") + "?reason=case-2026-117")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aReceiptIsFoundByItsDigest() throws IOException {
        String digest = Base64Url.encode(Receipt.parse(tea.receipt()).digest());

        assertThat(page(country, "/regulator/receipts?reason=case-2026-117&q=" + digest))
                .contains("1 receipts")
                .contains("Zhibai Tea");
        assertThat(page(
                        region,
                        "/regulator/receipts?reason=case-2026-117&q="
                                + Base64Url.encode(
                                        Receipt.parse(coffee.receipt()).digest())))
                .contains("No receipt fits");
    }

    @Test
    void listsAreTakenOutWithinTheScope() throws IOException {
        assertThat(page(country, "/regulator/merchants.csv")).contains("Zhibai Tea", "Wuyou Books", "Banshan Coffee");
        assertThat(page(region, "/regulator/merchants.csv?region=%E5%B9%BF%E4%B8%9C"))
                .contains("Zhibai Tea")
                .doesNotContain("Banshan Coffee");
        assertThat(page(bank, "/institution/merchants.csv"))
                .contains("Banshan Coffee")
                .doesNotContain("Wuyou Books");
        assertThat(page(country, "/regulator/receipts.csv?reason=case-2026-117&q=" + SupervisedShops.TEA))
                .contains("Zhibai Tea", ",12.30,CNY,", "Signed");
        assertThat(region.get("/regulator/receipts.csv?reason=case-2026-117&q=" + SupervisedShops.COFFEE)
                        .text()
                        .lines())
                .hasSize(1);
        assertThat(country.get("/regulator/receipts.csv?q=" + SupervisedShops.TEA)
                        .status())
                .isEqualTo(422);
        assertThat(bank.get("/regulator/receipts.csv?reason=case-2026-117&q=" + SupervisedShops.TEA)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aMerchantSeesNothingOfThis() throws IOException {
        Reader shop = Reader.signIn(server, "shop@test");

        assertThat(shop.get("/regulator").status()).isEqualTo(403);
        assertThat(shop.get("/institution/merchants").status()).isEqualTo(403);
        assertThat(TestAnswer.get(server, "/regulator").status()).isEqualTo(303);
    }

    @Test
    void anEntryIsProvenToAnybodyAndShownToWhoKnowsItsDigest() throws IOException {
        String digest = Base64Url.encode(Receipt.parse(tea.receipt()).digest());
        TestAnswer place =
                TestAnswer.get(server, "/explorer/receipt?q=" + tea.json().string("number"));
        TestAnswer known = TestAnswer.get(server, "/explorer/receipt?q=" + digest);

        assertThat(place.status()).isEqualTo(303);
        assertThat(place.header("Location")).endsWith("/" + tea.index());
        String closed = english(place.header("Location"));
        assertThat(closed)
                .contains("is in the ledger")
                .doesNotContain(tea.json().string("number"));
        String open = english(known.header("Location"));
        assertThat(open).contains("tallystick-entry/v1").contains(tea.json().string("number"));
        assertThat(english(place.header("Location") + "?digest=" + "A".repeat(43)))
                .contains("not the digest of this entry")
                .doesNotContain(tea.json().string("number"));
    }

    @Test
    void twoSizesOfALogAreCompared() throws IOException {
        String log = TestAnswer.get(server, "/explorer/receipt?q=" + tea.json().string("number"))
                .header("Location")
                .replaceFirst("/\\d+$", "");

        assertThat(english(log + "?older=1&newer=2")).contains("The log of 2 entries begins with that of 1");
        assertThat(english(log + "?older=2&newer=1")).contains("Two sizes from 1 to");
        assertThat(TestAnswer.get(server, log + "/999999999").status()).isEqualTo(404);
        assertThat(TestAnswer.get(server, "/explorer/none/here").status()).isEqualTo(404);
    }

    @Test
    void aTerminalIsLookedUpByAnybody() throws IOException {
        assertThat(english("/genuine?terminal=" + SupervisedShops.TEA_TERMINAL))
                .contains("Zhibai Tea")
                .contains("Jiangnan Acquiring")
                .contains("its certificate is valid")
                .contains("Certificate ends")
                .contains("Within a day")
                .contains("State of");
        assertThat(english("/genuine?terminal=99999999")).contains("No such terminal");
        assertThat(english("/genuine?terminal=1")).contains("has 8 letters or digits");
    }

    @Test
    void helpIsThereInBothLanguages() throws IOException {
        for (String path : List.of("/help", "/help/signature", "/help/check", "/help/missing", "/help/openssl")) {
            assertThat(TestAnswer.get(server, path).status()).as(path).isEqualTo(200);
        }
        assertThat(english("/help/missing")).contains("Never pay twice");
        assertThat(TestAnswer.get(server, "/help/missing").text()).contains("绝不付第二次");
        assertThat(TestAnswer.get(server, "/help/nothing").status()).isEqualTo(404);
    }

    @Test
    void theBrowserRecomputesBothProofs() throws IOException {
        String place = TestAnswer.get(
                        server,
                        "/explorer/receipt?q="
                                + Base64Url.encode(Receipt.parse(tea.receipt()).digest()))
                .header("Location");
        String log = place.replaceFirst("/\\d+\\?.*$", "");
        try (Browser browser = Browser.open();
                BrowserContext visitor = browser.visitor("en")) {
            Page page = visitor.newPage();
            page.navigate(server.url(place).toString());
            page.locator(".here.is-ok").waitFor();
            assertThat(page.locator("[data-inclusion] .here").textContent())
                    .contains("Recomputed here in your browser: the roots are equal.");
            PageLook.assertGood(page);
            page.navigate(server.url(log + "?older=1&newer=2").toString());
            page.locator(".here.is-ok").waitFor();
            assertThat(page.locator("[data-growth] .here").textContent())
                    .contains("the newer log begins with the older one.");
            PageLook.assertGood(page);
        }
    }

    private static String page(Reader reader, String path) throws IOException {
        TestAnswer answer = reader.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.text();
    }

    private static String english(String path) throws IOException {
        return new Reader(server, "lang=en").get(path).text();
    }
}
