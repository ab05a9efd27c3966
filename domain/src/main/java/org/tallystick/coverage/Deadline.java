package org.tallystick.coverage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How much time a group of causes leaves.
 *
 * @param warnHours from opening to the warning; the others likewise
 * @param escalateTo role that hears of it then
 */
public record Deadline(CauseGroup group, int warnHours, int dueHours, int escalateHours, String escalateTo) {
    /** @throws IllegalArgumentException unless warning, end and escalation follow each other */
    public Deadline {
        if (warnHours < 0 || warnHours > dueHours || dueHours > escalateHours) {
            throw new IllegalArgumentException(
                    "deadline of " + group + ": warn, due and escalate must be in this order");
        }
    }

    /** When to warn of a case opened then. */
    public Instant warnAt(Instant opened) {
        return opened.plus(warnHours, ChronoUnit.HOURS);
    }

    /** Until when it has to be mended. */
    public Instant dueAt(Instant opened) {
        return opened.plus(dueHours, ChronoUnit.HOURS);
    }

    /** When the next one up is told. */
    public Instant escalateAt(Instant opened) {
        return opened.plus(escalateHours, ChronoUnit.HOURS);
    }
}
