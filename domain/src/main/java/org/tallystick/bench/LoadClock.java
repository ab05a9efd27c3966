package org.tallystick.bench;

import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When a measurement begins and ends, the same for all its loops, and when each request should be sent. Times are those of
 * {@link System#nanoTime}. Thread-safe.
 */
final class LoadClock {
    /** After the end, for answers that are still on their way. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final CountDownLatch connected;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ranOut = new CountDownLatch(1);
    private final long lengthNanos;
    private final OptionalDouble nanosBetween;
    private volatile long start;
    private volatile long end;

    /** @param rate requests a second in open loop, of all connections together; empty for closed loop */
    LoadClock(int loops, long lengthNanos, OptionalDouble rate, int connections) {
        this.connected = new CountDownLatch(loops);
        this.lengthNanos = lengthNanos;
        this.nanosBetween =
                rate.isPresent() ? OptionalDouble.of(1e9 * connections / rate.getAsDouble()) : OptionalDouble.empty();
    }

    /** For a loop that is connected: returns when all are. */
    void awaitStart() throws InterruptedException {
        connected.countDown();
        begun.await();
    }

    /** For a loop that goes, perhaps before it began: nobody waits for it. */
    void leave() {
        connected.countDown();
        ranOut();
    }

    /** For whoever measures: returns when all loops are connected, and lets them begin. */
    void begin() throws InterruptedException {
        connected.await();
        start = System.nanoTime();
        end = ranOut.getCount() > 0 ? start + lengthNanos : start;
        begun.countDown();
    }

    /** Returns at the end. */
    void awaitEnd() throws InterruptedException {
        ranOut.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Somebody has no bill left: what was measured until now is all. */
    synchronized void ranOut() {
        if (ranOut.getCount() > 0) {
            long now = System.nanoTime();
            end = now - end < 0 ? now : end;
            ranOut.countDown();
        }
    }

    boolean isOpenLoop() {
        return nanosBetween.isPresent();
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    boolean isMeasured(long now) {
        return now - end < 0;
    }

    /** Answers that did not come until now are not waited for. */
    boolean isGivenUp() {
        return System.nanoTime() - end > GRACE_NANOS;
    }

    double seconds() {
        return (end - start) / 1e9;
    }

    /**
     * When a connection's next request should be sent: at once in closed loop; in open loop on a grid that answers do not move.
     *
     * @param place of the connection among those of its loop
     * @param sent how many it has begun
     */
    long intended(int place, int connections, long sent, long now) {
        if (nanosBetween.isEmpty()) {
            return now;
        }
        double between = nanosBetween.getAsDouble();
        return start + (long) (between * place / connections + between * sent);
    }

    /** How many requests a connection should have sent when all is over; in closed loop none is ever due. */
    long due(int place, int connections) {
        if (nanosBetween.isEmpty()) {
            return 0;
        }
        double between = nanosBetween.getAsDouble();
        return (long) Math.ceil((end - start - between * place / connections) / between);
    }
}
