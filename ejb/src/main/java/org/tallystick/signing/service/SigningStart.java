package org.tallystick.signing.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** Loads and tests the crypto provider before the first bill has to wait for it. */
@Singleton
@Startup
@PermitAll
public class SigningStart {
    @Inject
    SignatureSuite suite;

    @PostConstruct
    void start() {
        suite.generate(SignatureAlgorithm.ES256);
    }
}
