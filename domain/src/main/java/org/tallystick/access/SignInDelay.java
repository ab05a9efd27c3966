package org.tallystick.access;

import java.time.Duration;

/** How long an account waits after wrong passwords: three are free, then it doubles, at most a quarter of an hour. */
public final class SignInDelay {
    private static final int FREE = 3;
    private static final int LONGEST_STEP = 10;

    private SignInDelay() {}

    /** @param failures wrong tries since the last good one */
    public static Duration after(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Math.min(900, 1L << Math.min(LONGEST_STEP, failures - FREE)));
    }
}
