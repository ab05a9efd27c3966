package org.tallystick.receipts.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tallystick.receipts.DaySales;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Texts;

/** Sales of a month as bars from zero, and as a table. The title is what one should see. */
public final class SalesChart {
    private static final int STEP = 10;
    private static final int BAR = 7;
    private static final int HEIGHT = 100;

    private final List<DaySales> days;
    private final Texts words;
    private final Locale locale;

    SalesChart(List<DaySales> days, Texts words, Locale locale) {
        this.days = days;
        this.words = words;
        this.locale = locale;
    }

    /** A rectangle in a picture of 300 by 100. */
    public record Bar(int x, String y, int width, String height) {}

    /** A line of the table. */
    public record Row(String day, String count, Amount net) {}

    public boolean isBlank() {
        return days.stream().allMatch(day -> day.count() == 0);
    }

    public String getTitle() {
        Money sum = days.stream().map(DaySales::net).reduce(Money::plus).orElseThrow();
        DaySales best = days.stream()
                .max(Comparator.comparingLong(day -> day.net().minorUnits()))
                .orElseThrow();
        return words.get(
                "chart.title",
                sum.format(locale),
                best.day().toString(),
                best.net().format(locale));
    }

    /** Days on which more was given back than taken have no bar; the table tells them. */
    public List<Bar> getBars() {
        return IntStream.range(0, days.size())
                .filter(i -> days.get(i).net().minorUnits() > 0)
                .mapToObj(this::bar)
                .toList();
    }

    private Bar bar(int i) {
        double height = (double) days.get(i).net().minorUnits() * HEIGHT / top();
        return new Bar(i * STEP + (STEP - BAR) / 2, decimal(HEIGHT - height), BAR, decimal(height));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Marks of the axis, the highest first. */
    public List<String> getMarks() {
        return List.of(mark(top()), mark(top() / 2), "0");
    }

    private String mark(long minorUnits) {
        Money money = new Money(minorUnits, days.get(0).net().currency());
        String text = money.format(locale);
        return text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    }

    /** Above the best day, a round amount: one digit and zeros. */
    private long top() {
        long most = days.stream().mapToLong(day -> day.net().minorUnits()).max().orElse(0);
        return round(Math.max(most, 1));
    }

    static long round(long most) {
        for (long power = 1_000; ; power *= 10) {
            for (int first : new int[] {1, 2, 4, 6, 8}) {
                if (first * power >= most) {
                    return first * power;
                }
            }
        }
    }

    /** Some days for the axis below. */
    public List<String> getTicks() {
        return IntStream.of(0, 7, 15, 22, 29)
                .filter(i -> i < days.size())
                .mapToObj(i -> days.get(i).day().toString().substring(5))
                .toList();
    }

    /** The newest day first. */
    public List<Row> getRows() {
        return IntStream.range(0, days.size())
                .mapToObj(i -> days.get(days.size() - 1 - i))
                .map(day -> new Row(day.day().toString(), Counts.of(day.count()), Amount.of(day.net(), locale)))
                .toList();
    }
}
