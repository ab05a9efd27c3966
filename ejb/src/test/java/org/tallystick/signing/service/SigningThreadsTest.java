package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SigningThreadsTest {
    @Test
    void whatCannotBeginSoonIsRefusedAndWhatWasTakenIsDone() throws InterruptedException {
        SigningThreads threads = new SigningThreads(1, 2, Thread::new);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(3);
        try {
            assertThat(threads.offer(() -> {
                        begun.countDown();
                        await(held);
                        done.countDown();
                    }))
                    .isTrue();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(threads.offer(done::countDown)).isTrue();
            assertThat(threads.offer(done::countDown)).isTrue();
            assertThat(threads.waiting()).isEqualTo(2);
            assertThat(threads.offer(() -> {
                        throw new AssertionError("it was refused");
                    }))
                    .isFalse();

            held.countDown();
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(threads.offer(() -> {})).isTrue();
        } finally {
            held.countDown();
            threads.stop();
        }
    }

    @Test
    void nothingIsTakenOnceTheServerStops() {
        SigningThreads threads = new SigningThreads(1, 2, Thread::new);

        threads.stop();

        assertThat(threads.offer(() -> {})).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
