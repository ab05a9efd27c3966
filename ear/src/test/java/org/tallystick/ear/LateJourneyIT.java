package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.access.Role;

/** A customer signs later on a phone: with the finger, or by keyboard only; from the link to "stored" it is three things to do. */
class LateJourneyIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String BASE = SERVER.url("").toString();

    private static Browser browser;
    private static PortalClient bank;
    private static TestTill nextDoor;
    /** So that no two drawings are the same. */
    private static int strokes;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.open();
        bank = PortalAccounts.of(SERVER).signIn(Role.INSTITUTION_OFFICER);
        nextDoor = TestTill.enrol(SERVER, TestShop.freeForeignTerminal());
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,LIGHT,不会再次扣款。,补签已保存", "en,DARK,You will not be charged again.,your signature is stored"})
    void aCustomerDrawsAgreesAndSends(String language, ColorScheme scheme, String promise, String stored)
            throws IOException {
        String link = link();
        try (BrowserContext phone = PageLook.window(browser, language, scheme, 360)) {
            Page page = phone.newPage();
            page.navigate(BASE + link);
            assertThat(page.locator("main").textContent()).contains(promise);
            assertThat(page.locator("#name").isVisible()).isFalse();
            PageLook.assertGood(page);
            page.locator("#sign-go").click();
            assertThat(page.locator(".err").count()).isEqualTo(2);
            PageLook.assertGood(page);

            draw(page);
            page.locator("#pad-clear").click();
            assertThat(page.locator("#strokes").inputValue()).isEmpty();

            draw(page);
            page.locator("[name=consent]").check();
            page.locator("#sign-go").click();

            assertThat(page.locator("h1").textContent()).contains(stored);
            PageLook.assertGood(page);
        }
    }

    @Test
    void byKeyboardANameIsTypedAgreedToAndSent() throws IOException {
        String link = link();
        try (BrowserContext phone = PageLook.window(browser, "en", ColorScheme.LIGHT, 360)) {
            Page page = phone.newPage();
            page.navigate(BASE + link);
            page.locator("#typed summary").focus();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().type("Ann Lee");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForSelector("#signed-at");

            assertThat(page.locator("main").textContent()).contains("name typed and confirmed");
        }
    }

    @Test
    void aDrawingThatWasRefusedIsStillThereAndAnEndedLinkSaysWhatToDo() throws IOException {
        String link = link();
        try (BrowserContext phone = PageLook.window(browser, "zh-CN", ColorScheme.DARK, 360)) {
            Page page = phone.newPage();
            page.navigate(BASE + link);
            draw(page);
            String drawn = page.locator("#strokes").inputValue();
            page.locator("#sign-go").click();
            assertThat(page.locator("#consent-err").count()).isEqualTo(1);
            assertThat(page.locator("#strokes").inputValue()).isEqualTo(drawn);

            page.locator("details:has(.deny) summary").click();
            page.locator(".deny button").click();
            assertThat(page.locator("h1").textContent()).contains("这不是我的交易");
            PageLook.assertGood(page);
        }
    }

    @Test
    void theOfficeMakesTheLinkAndSeesWhatWasSignedAndTheReceiptSaysWhen() throws IOException {
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        try (BrowserContext desk = PageLook.window(browser, "en", ColorScheme.LIGHT, 1280)) {
            desk.addCookies(List.of(new Cookie("__Host-session", bank.session())
                    .setUrl(BASE + "/")
                    .setSecure(true)
                    .setHttpOnly(true)));
            Page page = desk.newPage();
            page.navigate(BASE + sale.page());
            page.locator("a[href$='/late']").click();
            PageLook.assertGood(page);
            page.locator("form:has([value=ask]) button").click();
            PageLook.assertGood(page);
            assertThat(page.locator("svg.qr path").count()).isEqualTo(1);
            String link = page.locator("#link").textContent();
            LateCustomer.of(SERVER, link.substring(link.indexOf("/sign/"))).types("Ann Lee");
            page.navigate(BASE + sale.page());
            assertThat(page.locator("figure.signature img").count()).isEqualTo(1);
            PageLook.assertGood(page);
            page.navigate(BASE + sale.link());
            assertThat(page.locator(".layers .is-late").count()).isEqualTo(1);
            PageLook.assertGood(page);
        }
    }

    private static void draw(Page page) {
        Locator pad = page.locator("#pad");
        pad.scrollIntoViewIfNeeded();
        BoundingBox box = pad.boundingBox();
        page.mouse().move(box.x + 30, box.y + 60);
        page.mouse().down();
        for (int i = 1; i <= 12; i++) {
            page.mouse().move(box.x + 30 + 18 * i, box.y + (i % 2 == 0 ? 50 : 140) + ++strokes % 53);
        }
        page.mouse().up();
        assertThat(page.locator("#strokes").inputValue()).contains("\"points\"");
    }

    /** Asks on the portal's page, which is looked at on the way. */
    private static String link() throws IOException {
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        return LateCustomer.asked(SERVER, bank, sale.page()).path();
    }
}
