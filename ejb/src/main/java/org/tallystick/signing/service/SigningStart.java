package org.tallystick.signing.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** Loads and tests the crypto provider before the first bill has to wait for it, and tries a seal key that has failed. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class SigningStart {
    private static final String PROBE = "seal-probe";

    @Inject
    SignatureSuite suite;

    @Inject
    Sealer sealer;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        suite.generate(SignatureAlgorithm.ES256);
        timers.every(PROBE, settings.duration("tallystick.signing.probe-interval"), sealer::probe);
    }
}
