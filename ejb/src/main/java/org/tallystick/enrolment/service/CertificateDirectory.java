package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.ValidityPeriod;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.service.TerminalMemory;

/**
 * Finds terminals' keys by thumbprint, for every bill and event: from memory as a rule. A revocation or suspension made on
 * this node counts with the next look-up, one made on another node within a second: the numbers of changes are asked for that
 * often ({@link RevocationRepository}). Once the database has not answered that for {@link #TRUST}, nothing remembered counts. Unknown
 * thumbprints are remembered apart and shortly, so that a flood of them neither reaches the database nor displaces known keys.
 */
@ApplicationScoped
@PermitAll
public class CertificateDirectory {
    private static final int UNKNOWN = 10_000;
    private static final int THUMBPRINT_LENGTH = 32;
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration UNPROVEN_LIFE = Duration.ofSeconds(30);
    private static final Duration TRUST = Duration.ofSeconds(30);
    private static final Duration UNKNOWN_LIFE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 1_000;
    private static final Logger LOG = Logger.getLogger(CertificateDirectory.class.getName());

    private final CertificateRepository repository;
    private final BoundedCache<CertifiedKey> known;
    private final BoundedCache<Boolean> unknown;
    private final Clock clock;
    /** When changes were last asked for, milliseconds. */
    private final AtomicLong looked = new AtomicLong(Long.MIN_VALUE);
    /** Number of the last change that was heeded; written by whoever has won {@link #looked}. */
    private volatile long heeded = -1;
    /** When changes were last read, milliseconds; likewise. */
    private volatile long followed;

    @Inject
    CertificateDirectory(CertificateRepository repository, Clock clock) {
        this.repository = repository;
        this.known = new BoundedCache<>(TerminalMemory.TERMINALS, LIFE, clock);
        this.unknown = new BoundedCache<>(UNKNOWN, UNKNOWN_LIFE, clock);
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateDirectory() {
        this.repository = null;
        this.known = null;
        this.unknown = null;
        this.clock = null;
    }

    /**
     * The terminal key with this certificate, if we certified it and its issue is in the ledger.
     *
     * @param thumbprint SHA-256 of the certificate's DER bytes; of any other length nothing is found
     */
    public Optional<CertifiedKey> find(byte[] thumbprint) {
        if (thumbprint.length != THUMBPRINT_LENGTH) {
            return Optional.empty();
        }
        followChanges();
        if (Math.abs(clock.millis() - followed) > TRUST.toMillis()) {
            forgetAll();
        }
        String name = Base64Url.encode(thumbprint);
        Optional<CertifiedKey> cached = known.get(name);
        return cached.isPresent() || unknown.get(name).isPresent() ? cached : load(name);
    }

    /** The certificate's state has changed, and the change is committed: ask the database next time. */
    public void forget(String thumbprint) {
        known.forget(thumbprint);
        unknown.forget(thumbprint);
    }

    /** An authority's state has changed, and with it that of everybody below. */
    void forgetAll() {
        known.forgetAll();
        unknown.forgetAll();
    }

    private void followChanges() {
        long now = clock.millis();
        long last = looked.get();
        boolean due = last == Long.MIN_VALUE || Math.abs(now - last) >= LOOK_MILLIS;
        if (!due || !looked.compareAndSet(last, now)) {
            return;
        }
        try {
            long newest = repository.newestChange();
            if (heeded < 0 || newest < heeded) {
                // Whoever was quicker may have loaded what this number already includes; or the database is an older
                // one.
                heeded = newest;
                forgetAll();
            }
            if (newest > heeded) {
                repository.changesSince(heeded).forEach(this::heed);
            }
            followed = now;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Changes of certificates cannot be read; states may be old by " + TRUST, e);
        }
    }

    private void heed(RevocationRepository.Change change) {
        if (change.ofTerminal()) {
            forget(change.thumbprint());
        } else {
            forgetAll();
        }
        heeded = change.version();
    }

    private Optional<CertifiedKey> load(String name) {
        long knownIn = known.generation();
        long unknownIn = unknown.generation();
        Optional<CertifiedKey> found = repository
                .terminalCertificate(name)
                .filter(TerminalCertificate::isDelivered)
                .flatMap(life -> repository.find(name).map(stored -> certifiedKey(life, stored)));
        found.ifPresentOrElse(
                key -> known.put(name, key, knownIn, key.unproven() ? UNPROVEN_LIFE : LIFE),
                () -> unknown.put(name, Boolean.TRUE, unknownIn));
        return found;
    }

    /** A certificate ends with its authority, at the latest. */
    private Optional<Revocation> revocation(TerminalCertificate life) {
        Optional<Revocation> issuer = repository.issuerRevocation(life.thumbprint());
        return issuer.filter(end -> end.reason().isCompromise())
                .or(life::revocation)
                .or(() -> issuer);
    }

    private CertifiedKey certifiedKey(TerminalCertificate life, StoredCertificate stored) {
        X509Certificate certificate = stored.certificate();
        return new CertifiedKey(
                certificate.getPublicKey().getEncoded(),
                KeyAlgorithm.of(certificate.getPublicKey()).jose(),
                ValidityPeriod.of(certificate),
                stored.thumbprint(),
                subject(life, certificate),
                revocation(life),
                life.isSuspended(),
                !life.isProven() && !life.isSuspended() && life.revocation().isEmpty(),
                life.authority().isPresent());
    }

    /** A certificate issued elsewhere does not say whose it is: the platform's record does, which is in the ledger. */
    private TerminalSubject subject(TerminalCertificate life, X509Certificate certificate) {
        return life.authority().isEmpty()
                ? TerminalSubject.of(certificate)
                : repository.given(life.thumbprint()).orElseThrow();
    }
}
