package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consumer scans a slip, saves the receipt file and has it checked; then brings a copy that somebody changed. */
class ConsumerJourneyIT {
    private static final ServerProcess SERVER = TestShop.server();

    private static Browser browser;
    private static String link;

    @BeforeAll
    static void sell() throws IOException {
        browser = Browser.open();
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        var bill = till.next();
        assertThat(till.send(bill).status()).isEqualTo(201);
        link = "/r/" + TestTill.codeOf(bill);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void theReceiptIsGenuineInBothLanguages(String locale) {
        try (BrowserContext visitor = browser.visitor(locale)) {
            Page page = visitor.newPage();
            page.navigate(SERVER.url(link).toString());
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(locale);
            assertThat(page.locator(".verdict").getAttribute("class")).contains("is-ok");
            assertThat(page.locator(".verdict .word").textContent()).isEqualTo(locale.equals("en") ? "Matches" : "一致");
            PageLook.assertGood(page);
        }
    }

    @Test
    void aSavedFileIsGenuineAndAChangedCopyIsNot() throws IOException {
        byte[] file = TestAnswer.get(SERVER, link + ".json").body();
        assertThat(verdictOf(file)).contains("is-ok");
        assertThat(verdictOf(changed(file))).contains("is-bad");
    }

    @Test
    void rubbishIsToldInWords() {
        assertThat(verdictOf("{\"not\":\"a receipt\"}".getBytes(StandardCharsets.UTF_8)))
                .contains("is-bad");
    }

    @Test
    void theLandingPageWorksWithoutScriptAndSaysWhatIsWrong() {
        var options = new com.microsoft.playwright.Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setJavaScriptEnabled(false)
                .setViewportSize(360, 800);
        try (BrowserContext visitor = browser.chromium().newContext(options)) {
            Page page = visitor.newPage();
            page.navigate(SERVER.url("/").toString());
            page.locator("#n").fill("6B7K-3M9P-4QX");
            page.locator("#go").click();
            assertThat(page.locator("[aria-invalid=true]").count()).isPositive();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= 360"))
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/r/AAAAAAAAAAAAAAAAAAAAAA",
                "/problems/counter-conflict",
                "/problems",
                "/developers",
                "/complaints",
                "/complaints/new",
                "/mine",
                "/help/openssl"
            })
    void pagesAreAccessibleInTheDarkAndOnAPhone(String path) {
        var options = new com.microsoft.playwright.Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(360, 800);
        try (BrowserContext visitor = browser.chromium().newContext(options)) {
            Page page = visitor.newPage();
            page.navigate(SERVER.url(path).toString());
            PageLook.assertGood(page);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= 360"))
                    .isEqualTo(true);
        }
    }

    private static String verdictOf(byte[] file) {
        try (BrowserContext visitor = browser.visitor("zh-CN")) {
            Page page = visitor.newPage();
            page.navigate(SERVER.url("/").toString());
            page.locator("details:has(#upload) summary").click();
            page.locator("#upload").setInputFiles(new FilePayload("receipt.json", "application/json", file));
            page.locator("form[action='/verify'] button").click();
            page.waitForSelector(".verdict");
            PageLook.assertGood(page);
            return page.locator(".verdict").getAttribute("class");
        }
    }

    /** Another last digit inside the stored bytes: the file stays well-formed. */
    private static byte[] changed(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        int at = text.indexOf("\"receipt\":\"") + 200;
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return (text.substring(0, at) + other + text.substring(at + 1)).getBytes(StandardCharsets.UTF_8);
    }
}
