package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consumer reports a problem and reads the shop's answer; another keeps receipts on a device. In a real browser, and what forms keep. */
class ComplaintJourneyIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final int HEAVIEST = 60_000;

    private static Browser browser;
    private static PortalLogin login;
    private static TestTill till;

    @BeforeAll
    static void start() {
        browser = Browser.open();
        login = new PortalLogin(base(), SERVER.data().resolve("demo-accounts.json"));
        till = TestTill.enrol(SERVER, TestShop.freeTerminal());
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void aConsumerReportsAProblemTheShopAnswersAndTheConsumerReadsIt(String locale) throws IOException {
        String receipt = sale();
        String number;
        String code;
        try (BrowserContext consumer = phone(locale, true)) {
            Page page = consumer.newPage();
            page.navigate(base() + receipt);
            assertThat(page.locator(".verdict").getAttribute("class")).contains("is-ok");
            page.locator("a[href$='/problem']").click();
            PageLook.assertGood(page);
            page.locator("form.report button").click();
            assertThat(page.locator("#text-err").count()).isEqualTo(1);
            PageLook.assertGood(page);
            page.locator("input[value=CHARGED_TWICE]").check();
            page.locator("#text").fill("付了一次，扣了两次\nonce paid, twice charged");
            page.locator("form.report button").click();
            assertThat(page.locator("[role=status]").first().textContent())
                    .contains(locale.equals("en") ? "has been sent" : "投诉已提交");
            PageLook.assertGood(page);
            number = page.locator("#number").textContent();
            code = page.locator("#code").textContent();
        }
        try (BrowserContext owner = browser.visitor(locale)) {
            Page page = owner.newPage();
            login.signIn(page, login.account("MERCHANT_OWNER"));
            assertThat(page.locator(".nav .count").textContent()).matches("[1-9]\\d*");
            page.locator(".todo a[href='/merchant/complaints?state=OPEN']").click();
            PageLook.assertGood(page);
            page.locator("td a.no", new Page.LocatorOptions().setHasText(number))
                    .click();
            PageLook.assertGood(page);
            assertThat(page.locator(".words").textContent()).contains("付了一次，扣了两次\nonce paid, twice charged");
            page.locator("#text").fill("第二笔已退款 The second one is refunded");
            page.locator("form:has(#text) button").click();
            assertThat(page.locator("[role=status]").textContent())
                    .contains(locale.equals("en") ? "has been sent" : "答复已发出");
        }
        try (BrowserContext consumer = phone(locale, false)) {
            Page page = consumer.newPage();
            page.navigate(base() + "/complaints");
            page.locator("#number").fill(number);
            page.locator("#code").fill(code.toLowerCase());
            page.locator("form.report button").click();
            assertThat(page.locator(".thread").textContent()).contains("第二笔已退款 The second one is refunded");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(locale);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void receiptsAreKeptOnTheDeviceExportedRemovedAndBroughtBack(String locale) throws IOException {
        String first = sale();
        String second = sale();
        try (BrowserContext consumer = phone(locale, true)) {
            Page page = consumer.newPage();
            page.navigate(base() + "/mine");
            assertThat(page.locator("#mine-none").isVisible()).isTrue();
            PageLook.assertGood(page);
            for (String receipt : List.of(first, second, first)) {
                page.navigate(base() + receipt);
                if (page.locator("[data-keep]").isVisible()) {
                    page.locator("[data-keep]").click();
                }
                assertThat(page.locator("a.btn[href='/mine']").isVisible()).isTrue();
            }
            page.locator("a.btn[href='/mine']").click();
            assertThat(page.locator("#mine-list li").count()).isEqualTo(2);
            assertThat(page.locator("#mine-list").textContent()).contains("12.30");
            PageLook.assertGood(page);

            byte[] json = download(page, "#mine-json");
            String csv = new String(download(page, "#mine-csv"), StandardCharsets.UTF_8);
            assertThat(csv).startsWith("\uFEFF").contains(first).contains("12.30,CNY");
            assertThat(csv.lines()).hasSize(3);

            page.locator("#mine-list [data-remove]").first().click();
            assertThat(page.locator("#mine-list li").count()).isEqualTo(1);
            page.locator("#mine-status button").click();
            assertThat(page.locator("#mine-list li").count()).isEqualTo(2);
            page.evaluate("localStorage.clear()");
            page.reload();
            bring(page, json);
            assertThat(page.locator("#mine-list li").count()).isEqualTo(2);
            bring(
                    page,
                    "{\"tallystick\":\"receipts\",\"receipts\":[{\"code\":\"<img>\"}]}"
                            .getBytes(StandardCharsets.UTF_8));
            bring(page, "nothing".getBytes(StandardCharsets.UTF_8));
            assertThat(page.locator("#mine-list li").count()).isEqualTo(2);
            page.locator("#mine-list [data-open]").first().click();
            assertThat(page.locator(".verdict").getAttribute("class")).contains("is-ok");
        }
    }

    @Test
    void withoutAScriptThePageSaysWhatItNeedsAndTheReceiptHasNoButtonThatDoesNothing() throws IOException {
        String receipt = sale();
        try (BrowserContext consumer = phone("en", false)) {
            Page page = consumer.newPage();
            page.navigate(base() + "/mine");
            assertThat(page.locator("#mine-script").isVisible()).isTrue();
            assertThat(page.locator("button:visible").count()).isZero();
            page.navigate(base() + receipt);
            assertThat(page.locator("[data-keep]").isVisible()).isFalse();
            assertThat(page.locator("a[href$='/problem']").isVisible()).isTrue();
        }
    }

    @Test
    void whatWasTypedStaysAfterAFault() throws IOException {
        ComplaintForms forms = new ComplaintForms(SERVER);
        String receipt = sale();
        Map<String, String> form = forms.form(receipt, "PAPER_DIFFERS", "x".repeat(3_000));
        form.put("contact", "139 0000 0000");
        TestAnswer tooLong = forms.post(receipt + "/problem", form);

        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text())
                .contains("Too long: at most 2,000 characters.")
                .contains("x".repeat(3_000))
                .contains("139 0000 0000")
                .containsPattern("value=\"PAPER_DIFFERS\" checked=\"checked\"")
                .contains(form.get("ticket"));
        form.put("text", "my card 4111 1111 1111 1111 was charged");
        assertThat(forms.post(receipt + "/problem", form).text()).contains("full card number");
        form.put("text", " ");
        assertThat(forms.post(receipt + "/problem", form).status()).isEqualTo(422);
        form.put("text", "short");
        form.put("kind", "SOMETHING");
        assertThat(forms.post(receipt + "/problem", form).text()).contains("Choose what is wrong.");
    }

    @Test
    void exactlyTwoThousandCharactersFitHoweverManyBytesTheyHave() throws IOException {
        ComplaintForms forms = new ComplaintForms(SERVER);
        ComplaintForms.Opened opened = forms.open(sale(), "OTHER", "茶🍵".repeat(1_000));

        assertThat(forms.get(opened.path()).text()).contains("茶🍵".repeat(1_000));
    }

    @Test
    void aReceiptWithAllItsFilesWeighsLessThanSixtyKilobytes() throws IOException {
        TestAnswer page = TestAnswer.get(SERVER, sale());
        int bytes = page.body().length;
        for (String asset : ASSET.matcher(page.text())
                .results()
                .map(m -> m.group(1))
                .distinct()
                .toList()) {
            bytes += TestAnswer.to(HttpRequest.newBuilder(SERVER.url(asset)).header("Accept-Encoding", "gzip"))
                    .body()
                    .length;
        }
        assertThat(bytes).isLessThan(HEAVIEST);
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    private static byte[] download(Page page, String button) throws IOException {
        Path file = page.waitForDownload(() -> page.locator(button).click()).path();
        return Files.readAllBytes(file);
    }

    private static void bring(Page page, byte[] file) {
        page.locator("#mine-file")
                .setInputFiles(
                        new com.microsoft.playwright.options.FilePayload("saved.json", "application/json", file));
        page.waitForSelector("#mine-status:not([hidden])");
    }

    private static String sale() throws IOException {
        var bill = till.next();
        assertThat(till.send(bill).status()).isEqualTo(201);
        return "/r/" + TestTill.codeOf(bill);
    }

    private static BrowserContext phone(String locale, boolean scripts) {
        return browser.chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setLocale(locale)
                        .setJavaScriptEnabled(scripts)
                        .setAcceptDownloads(true)
                        .setColorScheme(ColorScheme.DARK)
                        .setTimezoneId("Asia/Shanghai")
                        .setViewportSize(360, 800));
    }

    private static String base() {
        return SERVER.url("").toString();
    }
}
