package org.tallystick.coverage.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.coverage.Rate;

/** What is missing by day as stacked bars: terminals' signatures below, cardholders' above. Coordinates are of a box of {@link #HEIGHT}. */
public final class TrendChart {
    static final int HEIGHT = 160;
    private static final int STEP = 16;
    private static final double LEAST = 1.5;
    private static final int MOST_LABELS = 6;

    private final List<Bar> bars;
    private final long top;

    private TrendChart(List<Bar> bars, long top) {
        this.bars = bars;
        this.top = top;
    }

    /** A day with its two rectangles; heights may be 0. */
    public record Bar(LocalDate day, Rate rate, int x, String lowY, String lowH, String highY, String highH) {
        public String unsigned() {
            return Wording.count(rate.unsigned());
        }

        public String absent() {
            return Wording.count(rate.absent());
        }
    }

    static TrendChart of(List<Rate> days, LocalDate from, LocalDate to) {
        Map<String, Rate> byDay =
                days.stream().collect(Collectors.toMap(rate -> rate.key().substring(0, 10), Function.identity()));
        long top = round(
                days.stream().mapToLong(r -> r.unsigned() + r.absent()).max().orElse(0));
        List<Bar> bars = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Rate rate = byDay.getOrDefault(day.toString(), new Rate(day.toString(), "", "", 0, 0, 0, 0));
            double low = height(rate.unsigned(), top);
            double high = height(rate.absent(), top);
            bars.add(new Bar(
                    day,
                    rate,
                    bars.size() * STEP + STEP / 8,
                    number(HEIGHT - low),
                    number(low),
                    number(HEIGHT - low - high),
                    number(high)));
        }
        return new TrendChart(bars, top);
    }

    /** The next number of which every quarter is whole and short. */
    static long round(long most) {
        long unit = 1;
        while (unit * 20 < most) {
            unit *= 10;
        }
        for (long candidate : new long[] {4, 8, 12, 20}) {
            if (unit * candidate >= most) {
                return unit * candidate;
            }
        }
        return unit * 20;
    }

    /** Never so small that a day with something missing looks like one without. */
    private static double height(long count, long top) {
        return count == 0 ? 0 : Math.max(LEAST, (double) count * (HEIGHT - 2 * LEAST) / top);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    public List<Bar> getBars() {
        return bars;
    }

    /** Days on which something is missing, the newest first: the table. */
    public List<Bar> getRows() {
        List<Bar> rows = new ArrayList<>(bars.stream()
                .filter(bar -> bar.rate().unsigned() + bar.rate().absent() > 0)
                .toList());
        Collections.reverse(rows);
        return rows;
    }

    public boolean isBlank() {
        return getRows().isEmpty();
    }

    public int getWidth() {
        return bars.size() * STEP;
    }

    public int getBarWidth() {
        return STEP - STEP / 4;
    }

    /** Labels of the left side, from the top. */
    public List<String> getScale() {
        return IntStream.rangeClosed(0, 4)
                .mapToObj(i -> Wording.count(top * (4 - i) / 4))
                .toList();
    }

    /** A few days below the bars, evenly apart. */
    public List<String> getDays() {
        int count = Math.min(MOST_LABELS, bars.size());
        return IntStream.range(0, count)
                .map(i -> count == 1 ? 0 : i * (bars.size() - 1) / (count - 1))
                .mapToObj(i -> bars.get(i).day().toString().substring(5))
                .toList();
    }
}
