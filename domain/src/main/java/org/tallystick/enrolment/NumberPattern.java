package org.tallystick.enrolment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an institution numbers: a merchant is institution (3), area (4), merchant category (4) and a running number (4); a terminal's
 * number is the next after the institution's highest.
 */
public final class NumberPattern {
    private static final int PREFIX = 3;
    private static final int AREA = 4;
    private static final int LAST = 9999;
    private static final int LAST_TERMINAL = 99_999_999;

    private NumberPattern() {}

    /** What the institution's merchant numbers begin with; without any, the last three digits of its code. */
    public static String prefix(String acquirer, Collection<String> merchantNos) {
        return commonest(merchantNos, no -> no.substring(0, PREFIX))
                .orElseGet(() -> acquirer.substring(acquirer.length() - PREFIX));
    }

    /** The area in these merchant numbers, if there are any. */
    public static Optional<String> area(Collection<String> merchantNos) {
        return commonest(merchantNos, no -> no.substring(PREFIX, PREFIX + AREA));
    }

    /**
     * @param stem institution, area and category, 11 characters
     * @param taken merchant numbers that begin so
     * @return the number after the highest
     * @throws IllegalStateException if all are taken
     */
    public static String nextMerchant(String stem, Collection<String> taken) {
        int highest = taken.stream()
                .map(no -> no.substring(stem.length()))
                .filter(rest -> rest.matches("[0-9]{4}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        if (highest == LAST) {
            throw new IllegalStateException("no merchant number is left of " + stem);
        }
        return stem + "%04d".formatted(highest + 1);
    }

    /** Where the institution's next terminal numbers begin. @param taken its terminal numbers */
    public static int nextTerminal(String acquirer, Collection<String> taken) {
        int next = taken.stream()
                        .filter(no -> no.matches("[0-9]{8}"))
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(first(acquirer))
                + 1;
        return next > LAST_TERMINAL ? 1 : next;
    }

    private static int first(String acquirer) {
        String digits = acquirer.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits.substring(Math.max(0, digits.length() - 2))) * 1_000_000;
    }

    private static Optional<String> commonest(Collection<String> numbers, Function<String, String> part) {
        return numbers.stream().collect(Collectors.groupingBy(part, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
