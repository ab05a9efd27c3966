package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyBreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();
    private final KeyBreaker breaker = new KeyBreaker("seal-1", Clock.fixed(NOW, ZoneOffset.UTC));

    private final Supplier<String> broken = () -> {
        asked.incrementAndGet();
        throw new IllegalStateException("no device");
    };

    @Test
    void afterAFailureTheNextBillMayTryAgain() {
        assertThat(breaker.sign(broken)).isEmpty();
        assertThat(breaker.lastUsed()).isEmpty();

        assertThat(breaker.sign(() -> "signed")).contains("signed");
        assertThat(breaker.openSince()).isEmpty();
        assertThat(breaker.lastUsed()).contains(NOW);
    }

    @Test
    void afterThreeInARowTheKeyIsAskedNoMore() {
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.sign(broken)).isEmpty();
        }

        assertThat(breaker.sign(() -> "signed")).isEmpty();
        assertThat(asked).hasValue(3);
        assertThat(breaker.openSince()).contains(NOW);
    }

    @Test
    void aDeviceThatHangsIsAskedOnce() {
        assertThat(breaker.sign(() -> {
                    asked.incrementAndGet();
                    throw KeyDeviceFault.hanging("no answer");
                }))
                .isEmpty();

        assertThat(breaker.sign(() -> "signed")).isEmpty();
        assertThat(asked).hasValue(1);
        assertThat(breaker.openSince()).contains(NOW);
    }

    @Test
    void failuresThatAreNotInARowOpenNothing() {
        for (int i = 0; i < 5; i++) {
            breaker.sign(broken);
            breaker.sign(() -> "signed");
        }

        assertThat(breaker.openSince()).isEmpty();
    }

    @Test
    void onlyAProbeThatVerifiesPutsTheKeyBackIntoService() {
        for (int i = 0; i < 3; i++) {
            breaker.sign(broken);
        }

        breaker.probe(broken::get);
        assertThat(breaker.openSince()).isPresent();
        breaker.probe(() -> {});
        assertThat(breaker.openSince()).isEmpty();
        assertThat(breaker.sign(() -> "signed")).isPresent();
    }

    @Test
    void aKeyThatNobodyUsesIsFoundOutByItsProbes() {
        for (int i = 0; i < 3; i++) {
            breaker.probe(broken::get);
        }

        assertThat(breaker.openSince()).contains(NOW);
    }
}
