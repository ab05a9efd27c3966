package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetsTest {
    /** What is left of the 60 KB of a consumer page (UX.md 12) after 24 KB of markup. */
    private static final int MOST_BYTES = 36_000;

    private final Assets assets = new Assets();

    @Test
    void areServedUnderTheDigestOfTheirContentOnly() {
        String address = assets.address("site.css");

        assertThat(address).matches("/assets/[0-9a-f]{12}/site\\.css");
        assertThat(assets.at(address.substring("/assets".length()))).isPresent();
        assertThat(assets.at("/000000000000/site.css")).isEmpty();
        assertThat(assets.at(address.substring("/assets".length()) + "/../site.js"))
                .isEmpty();
    }

    @Test
    void leaveAConsumerPageUnderItsWeight() {
        int all = asset("site.css").length()
                + asset("site.js").length()
                + asset("keep.js").length()
                + asset("icon.svg").length();

        assertThat(all).isLessThan(MOST_BYTES);
    }

    @Test
    void askNobodyElseForAnything() {
        assertThat(asset("site.css"))
                .doesNotContain("url(")
                .doesNotContain("@import")
                .doesNotContain("http");
        for (String script : List.of("site.js", "keep.js", "mine.js", "drop.js", "sign.js")) {
            assertThat(asset(script))
                    .as(script)
                    .doesNotContain("http://")
                    .doesNotContain("innerHTML")
                    .doesNotContain("fetch(")
                    .doesNotContain("eval(");
        }
    }

    private String asset(String name) {
        String rest = assets.address(name).substring("/assets".length());
        return new String(assets.at(rest).orElseThrow().plain(), StandardCharsets.UTF_8);
    }
}
