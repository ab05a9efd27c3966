package org.tallystick.ear;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Terminals that sell all the time, one bill after the other each, while something is done to the server. */
final class SteadyLoad implements AutoCloseable {
    /** A terminal that is refused does not try again at once. */
    private static final long WAIT_NANOS = 50_000_000;

    private final List<BusyTill> tills;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong sold = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();

    /** What came of it: bills that were sealed, answers 503, and the longest that one terminal waited from one sealed bill to the next. */
    record Figures(long sold, long refused, long longestGapMillis) {}

    private SteadyLoad(List<BusyTill> tills) {
        this.tills = tills;
        this.threads = Executors.newFixedThreadPool(tills.size());
    }

    static SteadyLoad start(ServerProcess server, int count) {
        SteadyLoad load = new SteadyLoad(IntStream.range(0, count)
                .mapToObj(i -> new BusyTill(server, TestTill.enrol(server, TestShop.terminal(i))))
                .toList());
        load.tills.forEach(till -> load.running.add(load.threads.submit(() -> load.sell(till))));
        return load;
    }

    private void sell(BusyTill till) {
        long last = System.nanoTime();
        while (!stopped.get()) {
            if (till.sellOnce()) {
                long now = System.nanoTime();
                longestNanos.accumulateAndGet(now - last, Math::max);
                last = now;
                sold.incrementAndGet();
            } else {
                refused.incrementAndGet();
                LockSupport.parkNanos(WAIT_NANOS);
            }
        }
    }

    /** Since the start or the look before. */
    Figures figures() {
        return new Figures(sold.getAndSet(0), refused.getAndSet(0), longestNanos.getAndSet(0) / 1_000_000);
    }

    long sold() {
        return sold.get();
    }

    long refused() {
        return refused.get();
    }

    List<BusyTill> tills() {
        return tills;
    }

    /** Ends it; what a terminal met that it should not have is thrown. */
    void stop() throws ExecutionException, InterruptedException {
        stopped.set(true);
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdown();
    }
}
