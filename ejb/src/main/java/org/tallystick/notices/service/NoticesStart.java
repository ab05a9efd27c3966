package org.tallystick.notices.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/** Runs what makes and carries messages. Webhooks, letters and the watch have a timer each: none waits for another. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class NoticesStart {
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

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        mail.check();
        door.check();
        silence.check();
        RetrySettings.plan(settings);
        settings.integer("tallystick.notices.scrub-rows");
        settings.duration("tallystick.notices.letter-distance");
        Duration interval = settings.duration("tallystick.notices.interval");
        timers.every(CARRY, interval, this::carry);
        timers.every(MAIL, interval, letters::send);
        timers.every(WATCH, settings.duration("tallystick.notices.watch-interval"), watch::look);
        jobs.declare(FORGET, Cadence.hourly(40));
    }

    private void carry() {
        boolean more;
        do {
            more = spread.spread();
        } while (more);
        webhooks.round();
    }

    @Schedule(hour = "*", minute = "40", persistent = false)
    void forget() {
        jobs.run(FORGET, spread::forget);
    }
}
