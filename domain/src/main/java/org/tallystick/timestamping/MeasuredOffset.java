package org.tallystick.timestamping;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far this machine's clock is from the time servers'.
 *
 * @param value servers' time minus ours
 * @param answered servers that answered
 */
public record MeasuredOffset(Duration value, int answered) {
    /**
     * The middle of the answers, so that one of three servers cannot mislead; of an even number the middle one that is further from
     * zero, which fails safe.
     *
     * @return nothing if nobody answered
     */
    public static Optional<MeasuredOffset> of(List<SntpAnswer> answers) {
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> sorted =
                answers.stream().map(SntpAnswer::offset).sorted().toList();
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        Duration upper = sorted.get(sorted.size() / 2);
        Duration middle = Comparator.comparing(Duration::abs).compare(lower, upper) >= 0 ? lower : upper;
        return Optional.of(new MeasuredOffset(middle, answers.size()));
    }
}
