package org.tallystick.operation.service;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.tallystick.shared.service.Distribution.Counts;

/**
 * The series of one scrape as they are put together. Names and help are given with each value; what has no value has no series, which
 * Prometheus tells from a zero. Names carry their unit; a counter's name gets its {@code _total} when it is written.
 */
final class Series {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, SummarySnapshot.Builder> summaries = new LinkedHashMap<>();
    private final Map<String, HistogramSnapshot.Builder> histograms = new LinkedHashMap<>();

    /** @param labels names and values by turns */
    void gauge(String name, String help, double value, String... labels) {
        of(gauges, name, () -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(labels))
                        .value(value)
                        .build());
    }

    /** In seconds. */
    void gauge(String name, String help, Duration value, String... labels) {
        gauge(name, help, value.toMillis() / MILLIS_PER_SECOND, labels);
    }

    /** @param name without {@code _total} */
    void counter(String name, String help, double value, String... labels) {
        of(counters, name, () -> CounterSnapshot.builder().name(name).help(help))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of(labels))
                        .value(value)
                        .build());
    }

    void histogram(String name, String help, Counts counts, String... labels) {
        of(histograms, name, () -> HistogramSnapshot.builder().name(name).help(help))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(Labels.of(labels))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(counts.bounds(), counts.counts()))
                        .sum(counts.sum())
                        .build());
    }

    /** How many, and how much of it together. */
    void summary(String name, String help, long count, double sum, String... labels) {
        of(summaries, name, () -> SummarySnapshot.builder().name(name).help(help))
                .dataPoint(SummaryDataPointSnapshot.builder()
                        .labels(Labels.of(labels))
                        .count(count)
                        .sum(sum)
                        .build());
    }

    /** @throws IllegalArgumentException if two series have one name and the same labels */
    MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        counters.values().forEach(counter -> all.metricSnapshot(counter.build()));
        summaries.values().forEach(summary -> all.metricSnapshot(summary.build()));
        histograms.values().forEach(histogram -> all.metricSnapshot(histogram.build()));
        return all.build();
    }

    private static <T> T of(Map<String, T> families, String name, Supplier<T> first) {
        return families.computeIfAbsent(name, absent -> first.get());
    }
}
