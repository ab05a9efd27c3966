package org.tallystick.ear;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.awaitility.Awaitility;

/**
 * Tills that sell at the same time, each on a thread of its own.
 *
 * @param <T> the kind of till
 */
final class Selling<T> implements AutoCloseable {
    private final List<T> tills;
    private final ToIntFunction<T> answers;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final ExecutorService threads;
    private final List<? extends Future<?>> running;

    /**
     * @param sale sells one bill, and says whether the till goes on
     * @param answers how many bills of the till were answered
     */
    Selling(List<T> tills, Predicate<T> sale, ToIntFunction<T> answers) {
        this.tills = tills;
        this.answers = answers;
        threads = Executors.newFixedThreadPool(tills.size());
        running = tills.stream()
                .map(till -> threads.submit(() -> {
                    while (!enough.get() && sale.test(till)) {
                        // The next one.
                    }
                }))
                .toList();
    }

    /** Tills that sell until nobody answers; each keeps a bill without an answer, or one that was not stored. */
    static Selling<BusyTill> untilNobodyAnswers(List<BusyTill> tills) {
        return new Selling<>(tills, BusyTill::sellIfSomebodyAnswers, BusyTill::answered);
    }

    /** Returns when so many more bills are answered than now. */
    void awaitMore(int number) {
        int before = answered();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answered() >= before + number);
    }

    int answered() {
        return tills.stream().mapToInt(answers).sum();
    }

    /** After the sales that go on now. Throws what a till has thrown. */
    void stop() throws Exception {
        enough.set(true);
        awaitEnd();
    }

    /** Returns when no till goes on by itself. Throws what a till has thrown. */
    void awaitEnd() throws Exception {
        for (Future<?> one : running) {
            one.get();
        }
    }

    @Override
    public void close() {
        enough.set(true);
        threads.shutdownNow();
    }
}
