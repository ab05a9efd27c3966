package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That pages can be looked at, at all. */
class BrowserIT {
    @Test
    void chromiumReachesTheServer() {
        try (var browser = Browser.open();
                var visitor = browser.visitor("zh-CN")) {
            var answer = visitor.newPage()
                    .navigate(TestShop.server().url("/api/v1/platform").toString());

            assertThat(answer.status()).isEqualTo(200);
        }
    }
}
