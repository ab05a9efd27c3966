package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.access.Role;
import org.tallystick.access.web.PortalPage;
import org.tallystick.signing.SignatureAlgorithm;

/** People at work in the portal, in a real browser. */
class PortalJourneyIT {
    private static final ServerProcess SERVER = TestShop.configure(ServerProcess.fresh("portal"));

    private static Browser browser;
    private static PortalLogin login;

    @BeforeAll
    static void start() {
        SERVER.start();
        browser = Browser.open();
        login = new PortalLogin(base(), SERVER.data().resolve("demo-accounts.json"));
    }

    @AfterAll
    static void stop() {
        browser.close();
        SERVER.close();
    }

    @Test
    void anOwnerEnrolsATerminalThatThenSigns() throws Exception {
        String terminal = TestShop.freeTerminal();
        try (BrowserContext person = browser.visitor("en")) {
            Page page = signedIn(person, Role.MERCHANT_OWNER);
            page.navigate(base() + "/merchant/terminals");
            page.locator("a.no", new Page.LocatorOptions().setHasText(terminal)).click();
            page.locator("form:has(input[value=code]) button").click();
            String code = page.locator("#code").textContent();

            TestTill till = TestTill.enrol(SERVER, terminal, code, SignatureAlgorithm.ES256);
            assertThat(till.send(till.next()).status()).isEqualTo(201);

            page.locator("a", new Page.LocatorOptions().setHasText("says it is enrolled"))
                    .click();
            assertThat(page.locator(".title .tag").textContent()).isEqualTo("active");
        }
    }

    @Test
    void aReplacedDevicesKeySignsNoMore() throws Exception {
        String terminal = TestShop.freeTerminal();
        TestTill old = TestTill.enrol(SERVER, terminal);
        assertThat(old.send(old.next()).json().string("status")).isEqualTo("SIGNED");
        try (BrowserContext person = browser.visitor("zh-CN")) {
            Page page = signedIn(person, Role.MERCHANT_OWNER);
            page.navigate(base() + "/merchant/terminals/" + terminal);
            page.locator("#serial").fill("NEW-" + terminal);
            page.locator("button", new Page.LocatorOptions().setHasText("吊销旧密钥"))
                    .click();

            assertThat(page.locator("#code").textContent()).matches("(.{4}-){3}.{4}");
            // A bill says to the second when it was signed: one of the second of the revocation may have come before
            // it.
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> old.send(old.next()).json().string("status").equals("UNSIGNED"));
        }
    }

    @Test
    void theOperatorInvitesSomebodyAndLocksThemOut() {
        try (BrowserContext operators = browser.visitor("en");
                BrowserContext invited = browser.visitor("en")) {
            Page page = signedIn(operators, Role.OPERATOR);
            page.navigate(base() + "/admin/accounts");
            page.locator("#login").fill("new@merchant.example");
            page.locator("#name").fill("<b>New</b>");
            page.locator("#role").selectOption("MERCHANT_STAFF");
            page.locator("#scope").fill("898331054110027");
            page.locator("button", new Page.LocatorOptions().setHasText("Make the link"))
                    .click();
            String link = page.locator("#invitation").textContent();

            Page theirs = invited.newPage();
            theirs.navigate(link);
            theirs.locator("#password").fill("three green apples fell");
            theirs.locator("#again").fill("three green apples fell");
            theirs.locator(".form form button").click();
            theirs.locator("#login").fill("new@merchant.example");
            theirs.locator("#password").fill("three green apples fell");
            theirs.locator("form[action='/sign-in'] button").click();
            assertThat(theirs.url()).endsWith("/merchant");
            assertThat(invited.newPage().navigate(link).status()).isEqualTo(410);

            page.navigate(base() + "/admin/accounts?q=new@merchant");
            assertThat(page.locator("tbody b").textContent()).isEqualTo("<b>New</b>");
            page.locator("tbody button", new Page.LocatorOptions().setHasText("Lock"))
                    .click();
            theirs.navigate(base() + "/merchant/terminals");
            assertThat(theirs.url()).contains("/sign-in");
            page.navigate(base() + "/admin/audit?action=account");
            assertThat(page.locator("tbody").textContent())
                    .contains("account.invite")
                    .contains("account.lock");
        }
    }

    @Test
    void aFormThatTheSessionsEndInterruptedIsSentAfterSigningInAgain() {
        try (BrowserContext person = browser.visitor("en")) {
            Page page = signedIn(person, Role.MERCHANT_OWNER);
            page.navigate(base() + "/merchant/tokens");
            page.locator("#name").fill("Cash book");
            person.clearCookies();
            page.locator("button", new Page.LocatorOptions().setHasText("Make a token"))
                    .click();

            login.fill(page, login.account("MERCHANT_OWNER"));
            page.locator("button", new Page.LocatorOptions().setHasText("Send it now"))
                    .click();

            assertThat(page.locator("#secret").textContent()).hasSizeGreaterThan(40);
            assertThat(page.locator("tbody").textContent()).contains("Cash book");
        }
    }

    @Test
    void theAuditTrailIsWholeAndSaysSo() {
        try (BrowserContext person = browser.visitor("en")) {
            Page page = signedIn(person, Role.OPERATOR);
            page.navigate(base() + "/admin/audit");
            page.locator("button", new Page.LocatorOptions().setHasText("Recompute"))
                    .click();
            assertThat(page.locator("[role=status]").textContent()).contains("nothing was changed");
        }
    }

    /** Staff opens what the owner opens; what several roles open is looked at as the first of them sees it. */
    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "MERCHANT_STAFF")
    void everyPageIsAccessibleInTheLightOnADeskAndInTheDarkOnAPhone(Role role) {
        List<PortalPage> pages = Arrays.stream(PortalPage.values())
                .filter(page -> !page.path().contains("{") && firstOf(page) == role)
                .toList();
        try (BrowserContext person = browser.visitor("zh-CN")) {
            signedIn(person, role);
            look(person, pages, PageLook.window(browser, "en", ColorScheme.LIGHT, 1280));
            look(person, pages, PageLook.window(browser, "zh-CN", ColorScheme.DARK, 360));
        }
    }

    private static Role firstOf(PortalPage page) {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.MERCHANT_STAFF && page.isFor(role))
                .findFirst()
                .orElseThrow();
    }

    private static void look(BrowserContext person, List<PortalPage> pages, BrowserContext window) {
        try (window) {
            window.addCookies(person.cookies());
            Page page = window.newPage();
            pages.forEach(portalPage -> {
                page.navigate(base() + portalPage.path());
                PageLook.assertGood(page);
            });
        }
    }

    private static Page signedIn(BrowserContext person, Role role) {
        Page page = person.newPage();
        login.signIn(page, login.account(role.name()));
        return page;
    }

    private static String base() {
        return SERVER.url("").toString();
    }
}
