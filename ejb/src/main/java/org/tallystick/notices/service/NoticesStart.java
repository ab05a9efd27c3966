package org.tallystick.notices.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.Settings;

/** Runs what makes and carries messages. Webhooks, letters and the watch have a timer each: none waits for another. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class NoticesStart {
    private static final Logger LOG = Logger.getLogger(NoticesStart.class.getName());
    private static final String CARRY = "notices-carry";
    private static final String MAIL = "notices-mail";
    private static final String WATCH = "notices-watch";
    private static final String FORGET = "notices-forget";

    @Inject
    NoticeSpread spread;

    @Inject
    WebhookCourier webhooks;

    @Inject
    MailCourier letters;

    @Inject
    NoticeWatch watch;

    @Inject
    MailSettings mail;

    @Inject
    ReceiverDoor door;

    @Inject
    SilenceWatch silence;

    @Inject
    Settings settings;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final List<ScheduledFuture<?>> timers = new ArrayList<>();

    @PostConstruct
    void start() {
        mail.check();
        door.check();
        silence.check();
        RetrySettings.plan(settings);
        settings.integer("tallystick.notices.scrub-rows");
        settings.duration("tallystick.notices.letter-distance");
        Duration interval = settings.duration("tallystick.notices.interval");
        every(CARRY, interval, this::carry);
        every(MAIL, interval, letters::send);
        every(WATCH, settings.duration("tallystick.notices.watch-interval"), watch::look);
        jobs.declare(FORGET, Cadence.hourly(40));
    }

    private void carry() {
        boolean more;
        do {
            more = spread.spread();
        } while (more);
        webhooks.round();
    }

    private void every(String name, Duration interval, Runnable job) {
        jobs.declare(name, Cadence.every(interval));
        long millis = interval.toMillis();
        timers.add(scheduler.scheduleWithFixedDelay(() -> run(name, job), millis, millis, TimeUnit.MILLISECONDS));
    }

    /** A failure must not end the schedule; what was not done is found again by its rows. */
    private void run(String name, Runnable job) {
        try {
            jobs.run(name, job);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The job " + name + " failed; it is tried again", e);
        }
    }

    @Schedule(hour = "*", minute = "40", persistent = false)
    void forget() {
        jobs.run(FORGET, spread::forget);
    }

    @PreDestroy
    void stop() {
        timers.forEach(timer -> timer.cancel(false));
    }
}
