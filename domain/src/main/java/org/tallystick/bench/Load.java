package org.tallystick.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sends what terminals have ready over so many kept connections for so long, and counts. */
final class Load {
    /** More would only take turns on the processors they share with the server. */
    private static final int MOST_LOOPS = 2;

    private Load() {}

    /**
     * What a load is.
     *
     * @param rate requests a second in open loop; empty for closed loop
     */
    record Plan(int connections, int seconds, OptionalDouble rate) {}

    /** What came of it, and the processor time that passed meanwhile. */
    record Result(Plan plan, Tally tally, double seconds, CpuTimes cpu) {
        double acceptedPerSecond() {
            return tally.accepted() / seconds;
        }
    }

    /**
     * @param tills each with requests ready; those of a connection take turns
     * @param cpu processor time so far
     * @throws IOException if the server cannot be connected to
     */
    static Result run(LoadTarget target, Plan plan, List<BenchTill> tills, Supplier<CpuTimes> cpu)
            throws IOException, InterruptedException {
        int loops = Math.min(MOST_LOOPS, plan.connections());
        LoadClock times =
                new LoadClock(loops, TimeUnit.SECONDS.toNanos(plan.seconds()), plan.rate(), plan.connections());
        ExecutorService threads = Executors.newFixedThreadPool(loops);
        try {
            List<Future<Tally>> running = new ArrayList<>();
            for (int loop = 0; loop < loops; loop++) {
                LoadLoop work = new LoadLoop(target, times, share(tills, plan.connections(), loop, loops));
                running.add(threads.submit(() -> tally(work, times)));
            }
            times.begin();
            CpuTimes before = cpu.get();
            times.awaitEnd();
            CpuTimes after = cpu.get();
            Tally sum = new Tally();
            for (Future<Tally> each : running) {
                sum.add(result(each));
            }
            return new Result(plan, sum, times.seconds(), after.since(before));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Tally tally(LoadLoop loop, LoadClock times) throws IOException, InterruptedException {
        try {
            return loop.call();
        } finally {
            times.leave();
        }
    }

    /** For each connection of a loop, its terminals: every {@code connections}-th. */
    private static List<List<BenchTill>> share(List<BenchTill> tills, int connections, int loop, int loops) {
        return IntStream.range(0, connections)
                .filter(connection -> connection % loops == loop)
                .mapToObj(connection -> IntStream.range(0, tills.size())
                        .filter(till -> till % connections == connection)
                        .mapToObj(tills::get)
                        .toList())
                .toList();
    }

    /** What one thread of a load has made, or what it failed with. */
    static <T> T result(Future<T> running) throws IOException, InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
