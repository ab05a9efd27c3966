package org.tallystick.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** What the record of an erasure says. */
    public String reason() {
        return subject + ", version " + version + ": " + keepDays + " days" + (law.isEmpty() ? "" : ", " + law);
    }
}
