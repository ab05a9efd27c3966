package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.access.Role;

/** A merchant applies on a phone, an officer reviews on a desk; then staff learns. Every page is looked at by axe. */
class OnboardingJourneyIT {
    private static final ServerProcess SERVER = TestShop.server();

    private static Browser browser;
    private static PortalLogin login;

    @BeforeAll
    static void start() {
        browser = Browser.open();
        login = new PortalLogin(base(), SERVER.data().resolve("demo-accounts.json"));
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"en,LIGHT", "zh-CN,DARK"})
    void aMerchantAppliesAndAnOfficerAsksBack(String locale, ColorScheme scheme) {
        try (BrowserContext applicants = PageLook.window(browser, locale, scheme, 360);
                BrowserContext officers = PageLook.window(browser, locale, scheme, 1280)) {
            Page page = applicants.newPage();
            page.navigate(base() + "/apply");
            PageLook.assertGood(page);
            page.locator("a[href*='48023310'][href*='ENTERPRISE']").click();
            Map<String, String> form = Applicant.enterprise("48023310", locale + "@journey.example");
            form.keySet().removeAll(List.of("institution", "kind"));
            form.forEach((field, value) -> page.locator("#" + field).fill(value));
            page.locator("#licence").fill("91350100M000100Y44");
            page.locator("main button.primary").click();
            assertThat(page.locator("[aria-invalid=true]").count()).isEqualTo(1);
            assertThat(page.locator("#address").inputValue()).isEqualTo(form.get("address"));
            PageLook.assertGood(page);
            page.locator("#licence").fill(form.get("licence"));
            page.locator("main button.primary").click();
            String link = page.locator("#private-link").textContent();
            assertThat(page.url()).startsWith(link);
            PageLook.assertGood(page);
            for (String kind : Applicant.DOCUMENTS) {
                page.locator("#documentKind").selectOption(kind);
                page.locator("#file")
                        .setInputFiles(new FilePayload(kind + ".pdf", "application/pdf", Applicant.pdf(kind + locale)));
                page.locator("form[action$='/documents'] button").click();
            }
            page.locator("form[action$='/submit'] button").click();
            PageLook.assertGood(page);
            String number = page.locator("h1 .no").textContent();
            page.navigate(link + "/facts");
            assertThat(page.url()).isEqualTo(link);

            Page desk = officers.newPage();
            login.signIn(desk, login.account(Role.INSTITUTION_OFFICER.name()));
            desk.navigate(base() + "/institution/applications?state=SUBMITTED");
            PageLook.assertGood(desk);
            desk.locator("a.no", new Page.LocatorOptions().setHasText(number)).click();
            PageLook.assertGood(desk);
            desk.locator("form:has(input[value=take]) button").click();
            PageLook.assertGood(desk);
            desk.locator("#question").fill("Which <licence>?");
            desk.locator("form:has(input[value=ask]) button").click();
            PageLook.assertGood(desk);

            page.navigate(link);
            assertThat(page.locator(".verdict .said").textContent()).isEqualTo("Which <licence>?");
            PageLook.assertGood(page);
            page.navigate(link + "/facts");
            PageLook.assertGood(page);
            page.navigate(link);
            page.locator("#answer").fill("This one.");
            page.locator("form[action$='/answer'] button").click();
            desk.reload();
            desk.locator("form:has(input[value=approve]) button").click();
            PageLook.assertGood(desk);
            page.navigate(link);
            page.locator("form[action$='/owner'] button").click();
            PageLook.assertGood(page);
            assertThat(page.locator("#owner-link").textContent()).contains("/invitation/");
        }
    }

    @ParameterizedTest
    @CsvSource({"en,DARK", "zh-CN,LIGHT"})
    void staffPassesALessonAndTheOwnerSeesIt(String locale, ColorScheme scheme) {
        String lesson = locale.equals("en") ? "twice" : "pad";
        try (BrowserContext people = PageLook.window(browser, locale, scheme, 360)) {
            Page page = people.newPage();
            login.signIn(page, "staff@merchant.example");
            page.navigate(base() + "/merchant/training");
            PageLook.assertGood(page);
            page.locator("a[href='/merchant/training/" + lesson + "']").click();
            PageLook.assertGood(page);
            answer(page, "aaa");
            assertThat(page.locator(".question .t-bad").count()).isPositive();
            PageLook.assertGood(page);
            answer(page, lesson.equals("twice") ? "cba" : "bca");
            assertThat(page.url()).endsWith("/merchant/training?done=lesson-passed");
            assertThat(page.locator("li:has(a[href='/merchant/training/" + lesson + "']) .is-ok")
                            .count())
                    .isEqualTo(1);
        }
        try (BrowserContext people = PageLook.window(browser, locale, scheme, 1280)) {
            Page page = people.newPage();
            login.signIn(page, login.account(Role.MERCHANT_OWNER.name()));
            page.navigate(base() + "/merchant/training");
            PageLook.assertGood(page);
            String staff = page.locator("tr", new Page.LocatorOptions().setHasText("staff@merchant.example"))
                    .textContent();
            assertThat(staff).containsPattern("[1-6] / 6");
        }
    }

    private static void answer(Page page, String answers) {
        for (int i = 0; i < answers.length(); i++) {
            page.locator("input[name=q" + (i + 1) + "][value=" + answers.charAt(i) + "]")
                    .check();
        }
        page.locator("main form button.primary").click();
    }

    private static String base() {
        return SERVER.url("").toString();
    }
}
