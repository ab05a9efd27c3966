package org.tallystick.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long the disk takes to keep what a group commit writes, while nothing else asks anything of it: no answer comes sooner, and when the
 * disk stalls everybody waits.
 *
 * @param p50Millis half of all syncs took less
 * @param p99Millis all but a hundredth
 * @param maxMillis the longest
 */
record DiskSync(double p50Millis, double p99Millis, double maxMillis) {
    private static final int GROUP_BYTES = 64 << 10;
    /** As large as a file of PostgreSQL's log, which is written again and again. */
    private static final int FILE_BYTES = 16 << 20;

    private static final long PAUSE_MILLIS = 10;
    private static final double NANOS = 1e6;

    /** @param folder where a file is made, which stays */
    static DiskSync measure(Path folder, int seconds) throws IOException, InterruptedException {
        Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        byte[] bytes = new byte[GROUP_BYTES];
        new SecureRandom().nextBytes(bytes);
        try (FileChannel file =
                FileChannel.open(folder.resolve("synced"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(FILE_BYTES), 0);
            file.force(true);
            long at = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() - end < 0) {
                file.write(ByteBuffer.wrap(bytes), at);
                at = (at + GROUP_BYTES) % FILE_BYTES;
                long began = System.nanoTime();
                file.force(false);
                times.recordValue(Math.min(System.nanoTime() - began, times.getHighestTrackableValue()));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return new DiskSync(
                times.getValueAtPercentile(50) / NANOS,
                times.getValueAtPercentile(99) / NANOS,
                times.getMaxValue() / NANOS);
    }

    /** For people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "The disk, on a quiet machine, syncs 64 KB in %.1f ms (p50), %.1f ms (p99), %.0f ms at the longest.",
                p50Millis,
                p99Millis,
                maxMillis);
    }

    /** For programs. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("diskSyncP50ms", SigningStep.number(p50Millis, 1));
        members.put("diskSyncP99ms", SigningStep.number(p99Millis, 1));
        members.put("diskSyncMaxMs", SigningStep.number(maxMillis, 1));
        return members;
    }
}
