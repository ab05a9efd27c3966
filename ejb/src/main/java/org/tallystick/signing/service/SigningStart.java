package org.tallystick.signing.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** Loads and tests the crypto provider before the first bill has to wait for it, and tries a seal key that has failed. */
@Singleton
@Startup
@PermitAll
public class SigningStart {
    private static final String PROBE = "seal-probe";

    @Inject
    SignatureSuite suite;

    @Inject
    Sealer sealer;

    @Inject
    BackgroundJobs jobs;

    @PostConstruct
    void start() {
        jobs.declare(PROBE, Cadence.minutely(20));
        suite.generate(SignatureAlgorithm.ES256);
    }

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void probe() {
        jobs.run(PROBE, sealer::probe);
    }
}
