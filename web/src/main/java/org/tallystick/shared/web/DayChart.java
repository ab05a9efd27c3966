package org.tallystick.shared.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Two counts by day as stacked bars from zero, drawn by {@code parts/day-chart.xhtml}. Coordinates are those of a box of {@link #HEIGHT}. */
public final class DayChart {
    static final int HEIGHT = 160;
    private static final int STEP = 16;
    private static final double LEAST = 1.5;
    private static final int MOST_LABELS = 6;

    private final List<Bar> bars;
    private final long top;

    private DayChart(List<Bar> bars, long top) {
        this.bars = bars;
        this.top = top;
    }

    /**
     * What is counted of a day.
     *
     * @param low the part of the bar that stands on the line
     * @param high the part upon it
     */
    public record Day(LocalDate day, long low, long high) {
        long total() {
            return low + high;
        }
    }

    /** A day with its two rectangles; heights may be 0. */
    public record Bar(Day of, int x, String lowY, String lowH, String highY, String highH) {
        public LocalDate day() {
            return of.day();
        }

        public String low() {
            return Figures.of(of.low());
        }

        public String high() {
            return Figures.of(of.high());
        }
    }

    /** @param days every day of the period in order, also those without anything */
    public static DayChart of(List<Day> days) {
        long top = round(days.stream().mapToLong(Day::total).max().orElse(0));
        List<Bar> bars = new ArrayList<>();
        for (Day day : days) {
            double low = height(day.low(), top);
            double high = height(day.high(), top);
            int x = bars.size() * STEP + STEP / 8;
            bars.add(new Bar(day, x, number(HEIGHT - low), number(low), number(HEIGHT - low - high), number(high)));
        }
        return new DayChart(bars, top);
    }

    /** Never so small that a day with something looks like one without. */
    private static double height(long count, long top) {
        return count == 0 ? 0 : Math.max(LEAST, (double) count * (HEIGHT - 2 * LEAST) / top);
    }

    /** The next number of which every quarter is whole and short: 4, 8, 12, 20, 40, 80, … */
    static long round(long most) {
        long unit = 1;
        while (unit * 20 < most) {
            unit *= 10;
        }
        for (long top : new long[] {4, 8, 12, 20}) {
            if (unit * top >= most) {
                return unit * top;
            }
        }
        return unit * 20;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    public List<Bar> getBars() {
        return bars;
    }

    /** Days with something to count, the newest first: the table. */
    public List<Bar> getRows() {
        List<Bar> rows =
                new ArrayList<>(bars.stream().filter(b -> b.of().total() > 0).toList());
        Collections.reverse(rows);
        return rows;
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
                .mapToObj(i -> Figures.of(top * (4 - i) / 4))
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

    /** Whether there is nothing to draw. */
    public boolean isBlank() {
        return bars.stream().allMatch(b -> b.of().total() == 0);
    }
}
