package org.tallystick.signing.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
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
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** Loads and tests the crypto provider before the first bill has to wait for it, and tries a seal key that has failed. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class SigningStart {
    private static final Logger LOG = Logger.getLogger(SigningStart.class.getName());
    private static final String PROBE = "seal-probe";

    @Inject
    SignatureSuite suite;

    @Inject
    Sealer sealer;

    @Inject
    Settings settings;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> probing;

    @PostConstruct
    void start() {
        long interval = settings.duration("tallystick.signing.probe-interval").toMillis();
        jobs.declare(PROBE, Cadence.every(Duration.ofMillis(interval)));
        suite.generate(SignatureAlgorithm.ES256);
        probing = scheduler.scheduleWithFixedDelay(this::probe, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** A failure must not end the schedule. */
    private void probe() {
        try {
            jobs.run(PROBE, sealer::probe);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The platform's signing key could not be tried; it is tried again", e);
        }
    }

    @PreDestroy
    void stop() {
        if (probing != null) {
            probing.cancel(false);
        }
    }
}
