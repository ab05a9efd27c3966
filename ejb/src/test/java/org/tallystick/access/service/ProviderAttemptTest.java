package org.tallystick.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tallystick.access.service.ProviderAttempt.Purpose;

class ProviderAttemptTest {
    private final ProviderAttempt attempt =
            new ProviderAttempt(Token.create(), Purpose.SIGN_IN, "", "/merchant/receipts?q=1&sort=newest", 1_234);

    @Test
    void whatTheCookieKeepsIsTheAttempt() {
        assertThat(ProviderAttempt.of(attempt.bytes())).hasValue(attempt);
        assertThat(ProviderAttempt.of("x\ny".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void stateNonceAndVerifierTellNothingOfOneAnother() {
        assertThat(new String[] {
                    attempt.state(),
                    attempt.nonce(),
                    attempt.verifier(),
                    attempt.token().text()
                })
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).matches("[A-Za-z0-9_-]{43}"));
    }
}
