package org.tallystick.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** How long requests of one kind took, from sending to the last byte, on the machine of the server. Not thread-safe. */
final class ReadTimes {
    private static final long MOST_MICROS = 120_000_000L;
    private static final int OK = 200;

    private final String kind;
    private final Histogram micros = new Histogram(MOST_MICROS, 3);
    private final Map<String, Long> errors = new LinkedHashMap<>();
    private long bytes;

    ReadTimes(String kind) {
        this.kind = kind;
    }

    /** One after the other. */
    static ReadTimes of(ReadSide.Kind kind, int warm, int measured) throws IOException, InterruptedException {
        ReadTimes times = new ReadTimes(kind.name());
        SplittableRandom random = new SplittableRandom(kind.name().hashCode());
        for (int i = 0; i < warm + measured; i++) {
            BenchVisitor.Answer answer = kind.read().by(random);
            if (i >= warm) {
                times.add(answer);
            }
        }
        return times;
    }

    void add(BenchVisitor.Answer answer) {
        micros.recordValue(Math.min(MOST_MICROS, answer.nanos() / 1_000));
        bytes = answer.body().length;
        if (answer.status() != OK) {
            errors.merge(Integer.toString(answer.status()), 1L, Long::sum);
        }
    }

    void add(ReadTimes other) {
        micros.add(other.micros);
        other.errors.forEach((what, count) -> errors.merge(what, count, Long::sum));
        bytes = Math.max(bytes, other.bytes);
    }

    long count() {
        return micros.getTotalCount();
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    String name() {
        return kind;
    }

    /** A row of a table in Markdown: kind, count, p50, p95, p99, the last one's KB, what was answered instead. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.1f | %.1f | %.1f | %d | %s |",
                kind,
                count(),
                millis(50),
                millis(95),
                millis(99),
                bytes / 1_024,
                errors.isEmpty()
                        ? "0"
                        : errors.entrySet().stream()
                                .map(error -> error.getKey() + ": " + error.getValue())
                                .collect(Collectors.joining(", ")));
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", kind);
        members.put("requests", count());
        members.put("p50ms", SigningStep.number(millis(50), 2));
        members.put("p95ms", SigningStep.number(millis(95), 2));
        members.put("p99ms", SigningStep.number(millis(99), 2));
        members.put("errors", errors);
        return members;
    }
}
