package org.tallystick.enrolment.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.Problem;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;

/**
 * Opens the certificate authority when the application starts, and keeps certificates fresh afterwards. What cannot be
 * right stops the deployment with a sentence; only a listener that will not take its certificate does not.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class EnrolmentStart {
    private static final Logger LOG = Logger.getLogger(EnrolmentStart.class.getName());
    private static final String MAINTAIN = "certificates-maintain";
    private static final String LISTENER = "tls-listener";
    private static final String TRUST = "terminal-trust";
    /** Counted from when the server has started: its timers wait until then. */
    private static final long LOADING_DELAY_MILLIS = 200;

    @Resource
    TimerService timers;

    @Inject
    KeyVault vault;

    @Inject
    CertificateAuthority authority;

    @Inject
    SealRotation seals;

    @Inject
    ServerCertificate serverCertificate;

    @Inject
    TlsListener listener;

    @Inject
    TerminalTrust trust;

    @Inject
    Register register;

    @Inject
    EnrolmentCodes codes;

    @Inject
    CertificateRepository certificates;

    @Inject
    BasisRecords basis;

    @Inject
    BackgroundJobs jobs;

    @PostConstruct
    void start() {
        jobs.declare(MAINTAIN, Cadence.hourly(7));
        jobs.declare(LISTENER);
        jobs.declare(TRUST, Cadence.minutely(23));
        vault.partsKey();
        vault.fallbackKey();
        authority.open();
        renewSeals();
        certificates.enterMissingSerials();
        register.load();
        codes.provide();
        basis.log();
        maintainServerCertificate();
    }

    /** Renews what runs out, and logs what still waits. */
    @Schedule(hour = "*", minute = "7", persistent = false)
    void maintain() {
        jobs.run(MAINTAIN, () -> {
            renewSeals();
            basis.log();
            maintainServerCertificate();
        });
    }

    /** Heeds what was made or revoked on another node: seal, authorities, whom the listener for terminals trusts. */
    @Schedule(hour = "*", minute = "*", second = "23", persistent = false)
    void followAuthorities() {
        jobs.run(TRUST, () -> {
            renewSeals();
            if (trust.maintain()) {
                loadSoon();
            }
        });
    }

    private void renewSeals() {
        try {
            seals.renew();
        } catch (KeyDeviceFault | Problem e) {
            LOG.log(Level.SEVERE, "No successor of a key that seals can be made at present", e);
        }
    }

    private void maintainServerCertificate() {
        try {
            boolean changed = trust.maintain();
            if (serverCertificate.maintain() || changed) {
                loadSoon();
            }
        } catch (IllegalStateException | Problem e) {
            LOG.log(Level.SEVERE, "The HTTPS listener keeps its old certificate: terminals may refuse it", e);
        }
    }

    /**
     * Not at once: as long as the server is starting, nobody can tell its listeners anything. Files are new only once: what a listener
     * has not taken it is told again.
     */
    private void loadSoon() {
        timers.createSingleActionTimer(LOADING_DELAY_MILLIS, new TimerConfig("load the server certificate", false));
    }

    @Timeout
    void loadServerCertificate() {
        try {
            jobs.run(LISTENER, () -> {
                listener.reload();
                listener.reloadTrust();
            });
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "The HTTPS listener has not taken its certificate yet; it is told again", e);
            loadSoon();
        }
    }
}
