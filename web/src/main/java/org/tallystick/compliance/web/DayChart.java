package org.tallystick.compliance.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.tallystick.compliance.Coverage;
import org.tallystick.compliance.Period;

/** Receipts by day as stacked bars from zero: signed below, unsigned above. Coordinates are those of a box of {@link #HEIGHT}. */
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

    /** A day with its two rectangles; heights may be 0. */
    public record Bar(
            LocalDate day,
            Coverage coverage,
            int x,
            String signedY,
            String signedH,
            String unsignedY,
            String unsignedH) {
        public String signed() {
            return Figures.of(coverage.signed());
        }

        public String unsigned() {
            return Figures.of(coverage.unsigned());
        }
    }

    static DayChart of(Map<LocalDate, Coverage> byDay, Period period) {
        long most = byDay.values().stream().mapToLong(Coverage::total).max().orElse(0);
        long top = round(most);
        List<Bar> bars = new ArrayList<>();
        for (LocalDate day : period.days()) {
            Coverage coverage = byDay.getOrDefault(day, Coverage.NONE);
            bars.add(bar(day, coverage, bars.size() * STEP + STEP / 8, top));
        }
        return new DayChart(bars, top);
    }

    private static Bar bar(LocalDate day, Coverage coverage, int x, long top) {
        double signed = height(coverage.signed(), top);
        double unsigned = height(coverage.unsigned(), top);
        return new Bar(
                day,
                coverage,
                x,
                number(HEIGHT - signed),
                number(signed),
                number(HEIGHT - signed - unsigned),
                number(unsigned));
    }

    /** Never so small that a day with receipts looks like one without. */
    private static double height(long count, long top) {
        return count == 0 ? 0 : Math.max(LEAST, (double) count * (HEIGHT - 2 * LEAST) / top);
    }

    /** The next number of the form 4, 8, 20, 40, 80, …: four whole parts. */
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

    /** Days with receipts, the newest first: the table. */
    public List<Bar> getRows() {
        List<Bar> rows = new ArrayList<>(
                bars.stream().filter(b -> b.coverage().total() > 0).toList());
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

    public boolean isEmpty() {
        return bars.stream().allMatch(b -> b.coverage().total() == 0);
    }
}
