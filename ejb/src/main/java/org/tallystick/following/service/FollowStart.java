package org.tallystick.following.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.following.service.FollowerRepository.Follower;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.Settings;

/** Writes to followers as often as {@code tallystick.following.interval} says. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class FollowStart {
    private static final Logger LOG = Logger.getLogger(FollowStart.class.getName());
    private static final String JOB = "receipt-followers";

    @Inject
    FollowCourier courier;

    @Inject
    Settings settings;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> timer;

    @PostConstruct
    void start() {
        settings.duration("tallystick.following.life");
        Duration interval = settings.duration("tallystick.following.interval");
        jobs.declare(JOB, Cadence.every(interval));
        long millis = interval.toMillis();
        timer = scheduler.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A failure must not end the schedule; whom nobody wrote to is found again. */
    private void run() {
        try {
            jobs.run(JOB, this::round);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The job " + JOB + " failed; it is tried again", e);
        }
    }

    /** Ends when the server of letters does not answer: the others would wait as long, and are found again when their lease ends. */
    private void round() {
        for (Follower follower : courier.take()) {
            FollowCourier.Sent sent = send(follower);
            if (sent == FollowCourier.Sent.DONE) {
                courier.told(follower);
            } else {
                courier.again(follower);
            }
            if (sent == FollowCourier.Sent.NO_SERVER) {
                return;
            }
        }
    }

    private FollowCourier.Sent send(Follower follower) {
        try {
            return courier.send(follower);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A letter to a follower could not be written", e);
            return FollowCourier.Sent.REFUSED;
        }
    }

    @PreDestroy
    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
