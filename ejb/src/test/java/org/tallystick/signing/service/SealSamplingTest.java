package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SealSamplingTest {
    @Test
    void allOfADevicesSignaturesAreVerified() {
        SealSampling device = SealSampling.all();

        for (int i = 0; i < 3; i++) {
            assertThat(device.isDue()).isTrue();
            device.passed();
        }
    }

    @Test
    void untilOneHasPassedAllOfAKeyInMemoryAreVerified() {
        SealSampling memory = SealSampling.inMemory();

        assertThat(memory.isDue()).isTrue();
        assertThat(memory.isDue()).isTrue();
        assertThat(memory.isDue()).isTrue();
    }

    @Test
    void afterOneHasPassedTheNextOneIsVerifiedSoon() {
        SealSampling memory = SealSampling.inMemory();
        memory.passed();

        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(5))
                .until(memory::isDue);
    }
}
