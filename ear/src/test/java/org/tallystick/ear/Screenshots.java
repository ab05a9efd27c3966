package org.tallystick.ear;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.tallystick.access.Role;
import org.tallystick.access.web.PortalPage;
import org.tallystick.ear.demo.Demo;

/**
 * Pictures of every page of a fresh demonstration in both languages, light and dark, on a phone and on a desk. A page that scrolls
 * sideways is named.
 */
public final class Screenshots {
    private static final List<String> PUBLIC = List.of(
            "/",
            "/sign-in",
            "/sign-up",
            "/help",
            "/help/openssl",
            "/genuine",
            "/explorer",
            "/complaints",
            "/complaints/new",
            "/mine",
            "/developers",
            "/apply",
            "/apply?institution=48023310&kind=ENTERPRISE",
            "/problems/",
            "/problems/counter-conflict",
            "/nowhere");
    /** More of what pages without variables show by themselves. */
    private static final List<String> MORE = List.of(
            "/merchant/receipts?status=UNSIGNED&from=&to=",
            "/merchant/receipts?q=nothing-like-this",
            "/regulator/receipts?q=898331054110027&reason=looking+at+the+pages",
            "/regulator/coverage?by=merchant");

    /** Pages of one thing, by the list whose first link leads there. */
    private static final Map<String, String> FIRST_OF = Map.ofEntries(
            Map.entry("/work", "tbody a[href^='/work/']"),
            Map.entry("/merchant/receipts", "tbody a.no"),
            Map.entry("/merchant/receipts?status=UNSIGNED&from=&to=", "tbody a.no"),
            Map.entry("/regulator/receipts?q=898331054110027&reason=looking+at+the+pages", "tbody a.no"),
            Map.entry("/regulator/unsigned", "tbody a"),
            Map.entry("/institution/certificates", "tbody a"),
            Map.entry("/merchant/terminals", "tbody a.no"),
            Map.entry("/merchant/complaints", "td a.no"),
            Map.entry("/merchant/training", "main a[href^='/merchant/training/']"),
            Map.entry("/institution/merchants", "tbody a.no"),
            Map.entry("/institution/applications", "td a.no"),
            Map.entry("/institution/complaints", "td a.no"),
            Map.entry("/regulator/merchants", "tbody a.no"),
            Map.entry("/regulator/complaints", "td a.no"),
            Map.entry("/merchant/unsigned", "tbody a"),
            Map.entry("/institution/unsigned", "tbody a"),
            Map.entry("/institution/settlements", "tbody a[href^='/institution/settlements/']"),
            Map.entry("/admin/institutions", "tbody a"),
            Map.entry("/account/receipts", "main a[href^='/r/']"));

    private static final int[][] SIZES = {{360, 800}, {1280, 900}};

    private final String base;
    private final Path out;
    private final Browser browser;

    private Screenshots(String base, Path out, Browser browser) {
        this.base = base;
        this.out = out;
        this.browser = browser;
    }

    /** @param arguments folder of the pictures, offset of the ports; paths with spaces between them, else all */
    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        List<String> only = arguments.length > 2 ? words(arguments[2]) : List.of();
        try (ServerProcess server =
                        Demo.open(ServerProcess.fresh(out.resolveSibling("demo"), Integer.parseInt(arguments[1])));
                Browser browser = Browser.open()) {
            String base = server.url("").toString();
            Screenshots shots = new Screenshots(base, out, browser);
            PortalLogin login = new PortalLogin(base, server.data().resolve("demo-accounts.json"));
            shots.take(
                    only.isEmpty()
                            ? PUBLIC
                            : only.stream().filter(path -> !isOfPortal(path)).toList(),
                    List.of());
            for (Map.Entry<String, List<String>> entry : pages(login, only).entrySet()) {
                try (BrowserContext person = browser.visitor("zh-CN")) {
                    login.signIn(person.newPage(), entry.getKey());
                    shots.take(entry.getValue(), person.cookies());
                }
            }
            if (only.isEmpty()) {
                try (BrowserContext owner = browser.visitor("en")) {
                    Page page = owner.newPage();
                    login.signIn(page, login.account(Role.MERCHANT_OWNER.name()));
                    shots.takeLateSigning(page);
                }
            }
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }

    private static boolean isOfPortal(String path) {
        return PortalPage.at(path.split("\\?")[0]).isPresent();
    }

    /** Pages without variables, by the account that looks at them: the first whose role may. */
    private static Map<String, List<String>> pages(PortalLogin login, List<String> asked) {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            List<String> paths = (asked.isEmpty() ? all() : asked.stream())
                    .filter(path -> PortalPage.at(path.split("\\?")[0])
                            .filter(match -> firstOf(match.page()) == role)
                            .isPresent())
                    .toList();
            if (!paths.isEmpty()) {
                pages.put(login.account(role.name()), paths);
            }
        }
        return pages;
    }

    private static Stream<String> all() {
        Stream<String> pages =
                Arrays.stream(PortalPage.values()).map(PortalPage::path).filter(path -> !path.contains("{"));
        return Stream.concat(pages, MORE.stream());
    }

    private static Role firstOf(PortalPage page) {
        return Arrays.stream(Role.values()).filter(page::isFor).findFirst().orElseThrow();
    }

    /** From a case of the shop to the customer's telephone: the page with the link, the pad, and what was signed. */
    private void takeLateSigning(Page desk) {
        desk.navigate(base + "/merchant/unsigned");
        List<String> cases = desk.locator("tbody a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        for (String one : cases) {
            desk.navigate(base + one);
            if (desk.locator("a[href$='/late']").count() > 0) {
                desk.locator("a[href$='/late']").first().click();
                desk.locator("form:has([value=ask]) button").click();
                shoot(desk, "/merchant/unsigned/one/late", "1280-light-en");
                String link = desk.locator("#link").textContent();
                String path = link.substring(link.indexOf("/sign/")).strip();
                inEveryVariant(List.of(), (page, variant) -> {
                    page.navigate(base + path);
                    shoot(page, "/sign", variant);
                });
                desk.navigate(base + path);
                desk.locator("#typed summary").click();
                desk.locator("#name").fill("Ann Lee");
                desk.locator("[name=consent]").check();
                desk.locator("#sign-go").click();
                inEveryVariant(List.of(), (page, variant) -> {
                    page.navigate(base + path);
                    shoot(page, "/sign/signed", variant);
                });
                desk.navigate(base + one);
                shoot(desk, "/merchant/unsigned/one/signed", "1280-light-en");
                return;
            }
        }
        throw new IllegalStateException("no case of the demonstration waits for a cardholder");
    }

    private void take(List<String> paths, List<com.microsoft.playwright.options.Cookie> cookies) {
        inEveryVariant(cookies, (page, variant) -> paths.forEach(path -> take(page, path, variant)));
    }

    private void inEveryVariant(
            List<com.microsoft.playwright.options.Cookie> cookies, BiConsumer<Page, String> pictures) {
        for (int[] size : SIZES) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (String language : List.of("zh-CN", "en")) {
                    try (BrowserContext context = context(size, scheme, language)) {
                        context.addCookies(cookies);
                        pictures.accept(
                                context.newPage(), size[0] + "-" + scheme.name().toLowerCase() + "-" + language);
                    }
                }
            }
        }
    }

    private void take(Page page, String path, String variant) {
        page.navigate(base + path);
        shoot(page, path, variant);
        if (FIRST_OF.containsKey(path) && page.locator(FIRST_OF.get(path)).count() > 0) {
            page.locator(FIRST_OF.get(path)).first().click();
            shoot(page, path + "/one", variant);
        }
    }

    private void shoot(Page page, String path, String variant) {
        String name = path.equals("/") ? "index" : path.substring(1).replaceAll("[^A-Za-z0-9-]+", "_");
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(out.resolve(name + "." + variant + ".png")));
        if (!Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))) {
            System.out.println("scrolls sideways: " + path + " " + variant);
        }
    }

    private BrowserContext context(int[] size, ColorScheme scheme, String language) {
        return browser.chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setLocale(language)
                        .setTimezoneId("Asia/Shanghai")
                        .setColorScheme(scheme)
                        .setViewportSize(size[0], size[1]));
    }
}
