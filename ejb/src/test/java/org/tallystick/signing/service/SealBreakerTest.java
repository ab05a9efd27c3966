package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class SealBreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final byte[] SIGNATURE = {1};

    private final AtomicInteger asked = new AtomicInteger();
    private final SealBreaker breaker = new SealBreaker(Clock.fixed(NOW, ZoneOffset.UTC));

    private final Supplier<byte[]> broken = () -> {
        asked.incrementAndGet();
        throw new IllegalStateException("no device");
    };

    @Test
    void aFailureIsNotConfirmedAndTheNextBillMayTryAgain() {
        assertThat(refused(broken).type()).isEqualTo(ProblemType.NOT_CONFIRMED);

        assertThat(breaker.sign(() -> SIGNATURE)).isEqualTo(SIGNATURE);
        assertThat(breaker.openSince()).isEmpty();
    }

    @Test
    void afterThreeInARowTheKeyIsAskedNoMore() {
        for (int i = 0; i < 3; i++) {
            refused(broken);
        }

        Problem problem = refused(() -> SIGNATURE);

        assertThat(asked).hasValue(3);
        assertThat(breaker.openSince()).contains(NOW);
        assertThat(problem.extensions()).containsEntry("retryAfter", 30);
        assertThat(problem.getMessage()).contains("Nothing of this request was stored");
    }

    @Test
    void failuresThatAreNotInARowOpenNothing() {
        for (int i = 0; i < 5; i++) {
            refused(broken);
            breaker.sign(() -> SIGNATURE);
        }

        assertThat(breaker.openSince()).isEmpty();
    }

    @Test
    void onlyAProbeThatVerifiesPutsTheKeyBackIntoService() {
        for (int i = 0; i < 3; i++) {
            refused(broken);
        }

        assertThat(breaker.probe(() -> false)).isFalse();
        assertThat(breaker.probe(() -> {
                    throw new IllegalStateException("still no device");
                }))
                .isFalse();
        assertThat(breaker.openSince()).isPresent();
        assertThat(breaker.probe(() -> true)).isTrue();
        assertThat(breaker.sign(() -> SIGNATURE)).isEqualTo(SIGNATURE);
    }

    private Problem refused(Supplier<byte[]> signing) {
        return catchThrowableOfType(Problem.class, () -> breaker.sign(signing));
    }
}
