package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/** What every page is held to, whatever it is about: WCAG 2.2 AA as far as axe can tell, and nothing that is wider than the window. */
final class PageLook {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa");

    private PageLook() {}

    static void assertGood(Page page) {
        // Without frames of other origins the whole analysis can run in the page itself, which takes half the time.
        assertThat(new AxeBuilder(page)
                        .withTags(WCAG)
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations())
                .as(page.url())
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(page.url() + " scrolls sideways")
                .isEqualTo(true);
    }

    /** A window of that size, language and theme. */
    static BrowserContext window(Browser browser, String language, ColorScheme scheme, int width) {
        return browser.chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setLocale(language)
                        .setColorScheme(scheme)
                        .setViewportSize(width, 900));
    }
}
