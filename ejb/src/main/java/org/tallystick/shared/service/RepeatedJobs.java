package org.tallystick.shared.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The jobs of one bean that run again and again, each so long after the run before it, from the bean's start to its end. A run that fails
 * does not end them: it is logged, and the next one comes. Declared in {@link BackgroundJobs}, which knows how they went.
 */
@Dependent
@PermitAll
public class RepeatedJobs {
    private static final Logger LOG = Logger.getLogger(RepeatedJobs.class.getName());

    private final List<ScheduledFuture<?>> timers = new ArrayList<>();

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    /** First after the interval. */
    public void every(String name, Duration interval, Runnable job) {
        every(name, interval, interval, Level.SEVERE, job);
    }

    /**
     * @param first how long from now until the first run
     * @param failure how a run that fails is logged
     */
    public void every(String name, Duration first, Duration interval, Level failure, Runnable job) {
        jobs.declare(name, Cadence.every(interval));
        timers.add(scheduler.scheduleWithFixedDelay(
                () -> run(name, failure, job), first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The executor would not run again what has thrown. */
    private void run(String name, Level failure, Runnable job) {
        try {
            jobs.run(name, job);
        } catch (RuntimeException e) {
            LOG.log(failure, "The job " + name + " failed; it is tried again", e);
        }
    }

    @PreDestroy
    void stop() {
        timers.forEach(timer -> timer.cancel(false));
    }
}
