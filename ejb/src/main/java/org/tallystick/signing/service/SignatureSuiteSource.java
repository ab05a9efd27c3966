package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Logger;
import org.tallystick.signing.SignatureSuite;

/** The one choice of a crypto provider, made and tested when the platform starts (LIMITS.md "Providers"). */
@ApplicationScoped
class SignatureSuiteSource {
    private static final Logger LOG = Logger.getLogger(SignatureSuiteSource.class.getName());

    @Produces
    @Singleton
    SignatureSuite suite() {
        SignatureSuite suite = SignatureSuite.best();
        LOG.info(() -> "Signatures are made and verified by " + suite.provider()
                + ", those of SM2 by BC; the self-test passed");
        return suite;
    }
}
