package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreferenceFilterTest {
    private final FakeResponse response = new FakeResponse();
    private boolean passedOn;

    @Test
    void keepsThePageAndItsOtherParametersWhenALanguageIsChosen() throws Exception {
        filter(FakeRequest.get("/?n=6B7K-3M9P-4Q8&lang=en&amount=1"));

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/?n=6B7K-3M9P-4Q8&amount=1");
        assertThat(response.cookies())
                .containsExactly("lang=en; HttpOnly; Secure; Path=/; Max-Age=31536000; SameSite=Lax");
        assertThat(passedOn).isFalse();
    }

    @Test
    void neverLeadsToAnotherHost() throws Exception {
        filter(FakeRequest.get("//evil.example/r/x?lang=en"));

        assertThat(response.header("Location")).isEqualTo("/evil.example/r/x");
    }

    @Test
    void setsNoCookieForAValueThatIsNoLanguage() throws Exception {
        filter(FakeRequest.get("/?lang=%0d%0aSet-Cookie:x"));

        assertThat(response.cookies()).isEmpty();
        assertThat(response.header("Location")).isEqualTo("/");
    }

    @Test
    void refusesAParameterGivenTwice() throws Exception {
        filter(FakeRequest.get("/?n=1&amount=2&n=3"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(passedOn).isFalse();
    }

    @Test
    void tellsProgramsWhatIsWrongInAProblemDocument() throws Exception {
        filter(FakeRequest.get("/api/v1/platform?a=1&a=2"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/malformed\"").contains("\"instance\":\"TS-");
    }

    @Test
    void leavesEverythingElseAlone() throws Exception {
        filter(FakeRequest.get("/r/AAAAAAAAAAAAAAAAAAAAAA?paper=roll"));

        assertThat(passedOn).isTrue();
    }

    private void filter(FakeRequest request) throws Exception {
        new PreferenceFilter()
                .doFilter(request.asRequest(), response.asResponse(), (ignored, alsoIgnored) -> passedOn = true);
    }
}
