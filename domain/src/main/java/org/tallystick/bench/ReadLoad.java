package org.tallystick.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Requests of several kinds by several readers at once, each with the next one when the last is answered. */
final class ReadLoad {
    private final List<ReadSide.Kind> mixed;

    private ReadLoad(List<ReadSide.Kind> mixed) {
        this.mixed = mixed;
    }

    /** As often as their weights say. */
    static ReadLoad weighted(List<ReadSide.Kind> kinds) {
        return new ReadLoad(kinds.stream()
                .flatMap(kind -> Collections.nCopies(kind.weight(), kind).stream())
                .toList());
    }

    /** Each as often as any other. */
    static ReadLoad even(List<ReadSide.Kind> kinds) {
        return new ReadLoad(List.copyOf(kinds));
    }

    /** @return what each kind that was drawn took */
    List<ReadTimes> run(int readers, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            List<Future<Map<String, ReadTimes>>> running = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                SplittableRandom random = new SplittableRandom(reader);
                running.add(threads.submit(() -> read(random, end)));
            }
            Map<String, ReadTimes> sum = new LinkedHashMap<>();
            for (Future<Map<String, ReadTimes>> each : running) {
                Load.result(each).forEach((kind, times) -> sum.computeIfAbsent(kind, ReadTimes::new)
                        .add(times));
            }
            return List.copyOf(sum.values());
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<String, ReadTimes> read(SplittableRandom random, long end) throws IOException, InterruptedException {
        Map<String, ReadTimes> times = new LinkedHashMap<>();
        while (System.nanoTime() < end) {
            ReadSide.Kind kind = mixed.get(random.nextInt(mixed.size()));
            times.computeIfAbsent(kind.name(), ReadTimes::new).add(kind.read().by(random));
        }
        return times;
    }
}
