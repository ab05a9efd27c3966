package org.tallystick.following.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.following.service.FollowerRepository.Follower;
import org.tallystick.shared.service.RepeatedJobs;
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
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        settings.duration("tallystick.following.life");
        timers.every(JOB, settings.duration("tallystick.following.interval"), this::round);
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
}
