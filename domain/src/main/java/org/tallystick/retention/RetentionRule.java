package org.tallystick.retention;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long something is kept.
 *
 * @param acquirer whose rule it is; {@code *} for those without one of their own
 * @param from first day on which it is applied
 * @param law where the period comes from; may be empty
 */
public record RetentionRule(
        String acquirer, RetentionSubject subject, int version, LocalDate from, int keepDays, String law) {
    private static final String EVERYBODY = "*";

    /** The rule that counts on a day: the institution's own before everybody's, of each the newest. */
    public static Optional<RetentionRule> inForce(
            List<RetentionRule> rules, String acquirer, RetentionSubject subject, LocalDate day) {
        return newest(rules, acquirer, subject, day).or(() -> newest(rules, EVERYBODY, subject, day));
    }

    private static Optional<RetentionRule> newest(
            List<RetentionRule> rules, String acquirer, RetentionSubject subject, LocalDate day) {
        return rules.stream()
                .filter(rule -> rule.acquirer().equals(acquirer) && rule.subject() == subject)
                .filter(rule -> !rule.from().isAfter(day))
                .max(Comparator.comparing(RetentionRule::from).thenComparing(RetentionRule::version));
    }

    /**
     * The rule that holds a whole log longest: any of those that count now or counted when the log ended, everybody's also where an institution
     * has one of its own, as everybody's know the law's periods. So no rule that comes later shortens what was promised.
     *
     * @return empty if there is none: then nothing is ever over
     */
    public static Optional<RetentionRule> longest(
            List<RetentionRule> rules, String acquirer, LocalDate ended, LocalDate today) {
        return Arrays.stream(RetentionSubject.values())
                .flatMap(subject -> Stream.of(ended, today).flatMap(day -> Stream.of(acquirer, EVERYBODY)
                        .flatMap(whose -> newest(rules, whose, subject, day).stream())))
                .max(Comparator.comparingInt(RetentionRule::keepDays));
    }

    /** What the record of an erasure says. */
    public String reason() {
        return subject + ", version " + version + ": " + keepDays + " days" + (law.isEmpty() ? "" : ", " + law);
    }
}
