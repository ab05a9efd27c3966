package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SameOriginTest {

    @Test
    void believesTheBrowserThatNamesTheSite() {
        assertThat(sent(FakeRequest.post("/verify").header("Sec-Fetch-Site", "same-origin")))
                .isTrue();
        assertThat(sent(FakeRequest.post("/verify").header("Sec-Fetch-Site", "cross-site")))
                .isFalse();
        assertThat(sent(FakeRequest.post("/verify").header("Sec-Fetch-Site", "same-site")))
                .isFalse();
    }

    @Test
    void comparesTheOriginOfOlderBrowsers() {
        assertThat(sent(withOrigin("https://pos.example:8443"))).isTrue();
        assertThat(sent(withOrigin("https://pos.example"))).isFalse();
        assertThat(sent(withOrigin("http://pos.example:8443"))).isFalse();
        assertThat(sent(withOrigin("https://evil.example"))).isFalse();
        assertThat(sent(withOrigin("null"))).isFalse();
        assertThat(sent(withOrigin("::"))).isFalse();
    }

    @Test
    void refusesARequestThatSaysNothing() {
        assertThat(sent(FakeRequest.post("/verify"))).isFalse();
    }

    private static FakeRequest withOrigin(String origin) {
        return FakeRequest.post("/verify").header("Origin", origin).header("Host", "pos.example:8443");
    }

    private static boolean sent(FakeRequest request) {
        return SameOrigin.sent(request.asRequest());
    }
}
