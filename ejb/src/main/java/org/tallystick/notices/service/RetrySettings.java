package org.tallystick.notices.service;

import java.time.Duration;
import org.tallystick.notices.RetryPlan;
import org.tallystick.shared.service.Settings;

/** The plan by which messages are tried again, as {@code tallystick.notices.retry-*} says. */
final class RetrySettings {
    private static final Duration LONGEST = Duration.ofHours(8);

    private RetrySettings() {}

    /** @throws IllegalStateException naming the settings that do not go together */
    static RetryPlan plan(Settings settings) {
        Duration first = settings.duration("tallystick.notices.retry-first");
        Duration total = settings.duration("tallystick.notices.retry-total");
        try {
            Duration longest = LONGEST.compareTo(total) < 0 ? LONGEST : total;
            return new RetryPlan(first, longest, total);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Settings tallystick.notices.retry-first and retry-total must be positive, and the first the shorter",
                    e);
        }
    }
}
