package org.tallystick.work.service;

import java.time.Clock;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.tallystick.access.Viewer;

/** One run of a kind of work: for whom, with what, and how far it is. Belongs to the thread that runs it. */
public final class WorkRun {
    private static final long TELL_EVERY_MILLIS = 500;

    private final Viewer viewer;
    private final String parameters;
    private final Locale locale;
    private final Clock clock;
    private final LongPredicate teller;
    private long done;
    private long told;

    /** @param teller is told the steps done from time to time; false: the work is to end */
    WorkRun(Viewer viewer, String parameters, Locale locale, Clock clock, LongPredicate teller) {
        this.viewer = viewer;
        this.parameters = parameters;
        this.locale = locale;
        this.clock = clock;
        this.teller = teller;
        this.told = clock.millis();
    }

    /** On whose behalf; every service filters by it. */
    public Viewer viewer() {
        return viewer;
    }

    public String parameters() {
        return parameters;
    }

    /** Language of the result. */
    public Locale locale() {
        return locale;
    }

    long done() {
        return done;
    }

    /** Counts a step. Throws if the work is to end here: let it through. */
    public void step() {
        steps(1);
    }

    /** Counts several steps at once. Throws if the work is to end here: let it through. */
    public void steps(long count) {
        done += count;
        long now = clock.millis();
        if (now - told >= TELL_EVERY_MILLIS) {
            told = now;
            if (!teller.test(done)) {
                throw new WorkStopped();
            }
        }
    }
}
