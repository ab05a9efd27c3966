package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public pages in the dark and on a phone: nothing for axe to complain about, nothing to scroll sideways. */
class PagesAccessibleIT {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa");
    private static final ServerProcess SERVER = TestShop.server();

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/r/AAAAAAAAAAAAAAAAAAAAAA", "/problems/counter-conflict", "/problems"})
    void pagesAreAccessibleInTheDarkAndOnAPhone(String path) {
        var options = new com.microsoft.playwright.Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK)
                .setViewportSize(360, 800);
        try (BrowserContext visitor = browser.chromium().newContext(options)) {
            Page page = visitor.newPage();
            page.navigate(SERVER.url(path).toString());
            assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                    .as(page.url())
                    .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= 360"))
                    .isEqualTo(true);
        }
    }
}
