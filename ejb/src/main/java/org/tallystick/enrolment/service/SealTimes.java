package org.tallystick.enrolment.service;

import java.time.Duration;
import org.tallystick.shared.service.Settings;

/** How long a seal's certificate lives, and how long before its end its successor seals. */
record SealTimes(Duration life, Duration overlap) {
    static final SealTimes USUAL = new SealTimes(Duration.ofDays(365), Duration.ofDays(30));
    private static final Duration LONGEST = Duration.ofDays(1827);

    static SealTimes of(Settings settings) {
        SealTimes times = new SealTimes(
                settings.duration("tallystick.signing.seal-life"),
                settings.duration("tallystick.signing.seal-overlap"));
        if (times.overlap.isNegative()
                || times.life.compareTo(LONGEST) > 0
                || times.life.compareTo(times.overlap.multipliedBy(2)) < 0) {
            throw new IllegalStateException(
                    "Setting tallystick.signing.seal-life must be at most five years and at least twice"
                            + " tallystick.signing.seal-overlap; see META-INF/microprofile-config.properties");
        }
        return times;
    }
}
