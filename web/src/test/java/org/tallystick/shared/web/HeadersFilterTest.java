package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersFilterTest {
    private static final String LINK = "/r/AAECAwQFBgcICQoLDA0ODw";

    @ParameterizedTest
    @ValueSource(strings = {"/", LINK, LINK + ".json", "/verify", "/api/v1/receipts", "/ledger/1/2026q4/checkpoint"})
    void everyAnswerCarriesTheHeadersOfEveryAnswer(String path) {
        FakeResponse response = headersOf(FakeRequest.get(path), false);

        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Permissions-Policy")).contains("geolocation=()", "camera=(self)");
        assertThat(response.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(response.header("Cache-Control")).endsWith("no-store");
    }

    @Test
    void aPageAllowsOnlyScriptsWithItsOwnNonce() {
        var request = FakeRequest.get("/").asRequest();
        FakeResponse response = new FakeResponse();
        HeadersFilter.set(request, response.asResponse(), false);

        String nonce = (String) request.getAttribute(HeadersFilter.NONCE);
        assertThat(nonce).hasSize(22);
        assertThat(response.header("Content-Security-Policy"))
                .contains("script-src 'nonce-" + nonce + "';")
                .doesNotContain("unsafe");
        assertThat(headersOf(FakeRequest.get("/"), false).header("Content-Security-Policy"))
                .doesNotContain(nonce);
    }

    @ParameterizedTest
    @ValueSource(strings = {LINK, LINK + ".json", LINK + ".jose", "/verify"})
    void whatIsPrivateIsNeitherReferredToNorKeptNorIndexed(String path) {
        FakeResponse response = headersOf(FakeRequest.get(path), false);

        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(response.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
    }

    @Test
    void filesAndAnswersForProgramsCannotRunAnything() {
        assertThat(headersOf(FakeRequest.get(LINK + ".json"), false).header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(headersOf(FakeRequest.post("/api/v1/receipts"), false).header("Content-Security-Policy"))
                .endsWith("sandbox");
    }

    @Test
    void onlyTheLedgerIsOpenToOtherSites() {
        FakeResponse ledger = headersOf(FakeRequest.get("/ledger/1/2026q4/checkpoint"), false);

        assertThat(ledger.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(ledger.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(headersOf(FakeRequest.post("/ledger/1/2026q4/checkpoint"), false)
                        .header("Access-Control-Allow-Origin"))
                .isNull();
        assertThat(headersOf(FakeRequest.get(LINK + ".json"), false).header("Access-Control-Allow-Origin"))
                .isNull();
        assertThat(headersOf(FakeRequest.get("/"), false).header("Cross-Origin-Resource-Policy"))
                .isEqualTo("same-origin");
    }

    @Test
    void browsersInsistOnHttpsOnlyWhereTheCertificateIsReal() {
        String header = "Strict-Transport-Security";

        assertThat(headersOf(FakeRequest.get("/"), true).header(header))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(headersOf(FakeRequest.get("/"), false).header(header)).isNull();
        assertThat(headersOf(FakeRequest.get("/").plainHttp(), true).header(header))
                .isNull();
    }

    private static FakeResponse headersOf(FakeRequest request, boolean production) {
        FakeResponse response = new FakeResponse();
        HeadersFilter.set(request.asRequest(), response.asResponse(), production);
        return response;
    }
}
