package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.TerminalCertificate;

/**
 * Suspends and revokes terminals' certificates. A change counts with the next bill on this node and goes into the ledger.
 * Whether the caller may do it is the caller's to check. Each call is a transaction of its own: only what is committed
 * may be forgotten by the {@link CertificateDirectory}.
 */
@ApplicationScoped
@PermitAll
public class CertificateLifecycle {
    private final CertificateRepository repository;
    private final CertificateRecords records;
    private final CertificateDirectory directory;
    private final Clock clock;

    @Inject
    CertificateLifecycle(
            CertificateRepository repository, CertificateRecords records, CertificateDirectory directory, Clock clock) {
        this.repository = repository;
        this.records = records;
        this.directory = directory;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateLifecycle() {
        this(null, null, null, null);
    }

    /** Bills stay unsigned until the certificate is resumed. @throws org.tallystick.shared.Problem not-found */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void suspend(String thumbprint, String reason) {
        change(thumbprint, "suspended", Map.of("reason", reason), certificate -> certificate.suspend(clock.instant()));
    }

    /** The same until a list of the authority elsewhere that issued it holds it no more. @throws org.tallystick.shared.Problem not-found */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void hold(String thumbprint, String reason) {
        change(thumbprint, "suspended", Map.of("reason", reason), certificate -> certificate.hold(clock.instant()));
    }

    /** @throws org.tallystick.shared.Problem not-found */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void resume(String thumbprint, String reason) {
        change(thumbprint, "resumed", Map.of("reason", reason), TerminalCertificate::resume);
    }

    /** Ends the certificate for good. @throws org.tallystick.shared.Problem not-found */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void revoke(String thumbprint, Revocation revocation) {
        revoke(thumbprint, revocation, "platform");
    }

    /**
     * Ends the certificate for good.
     *
     * @param by role of who has decided it, for the ledger
     * @throws org.tallystick.shared.Problem not-found
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void revoke(String thumbprint, Revocation revocation, String by) {
        Map<String, String> more = Map.of(
                "reason",
                revocation.reason().name(),
                "effective",
                revocation.effective().toString(),
                "by",
                by);
        change(thumbprint, "revoked", more, certificate -> certificate.revoke(revocation, clock.instant()));
    }

    private void change(
            String thumbprint, String event, Map<String, String> more, Consumer<TerminalCertificate> change) {
        repository.change(thumbprint, certificate -> {
            change.accept(certificate);
            String acquirer =
                    certificate.terminal().store().merchant().acquirer().code();
            records.add(new CertificateRecords.Subject(acquirer, thumbprint), event, more);
        });
        directory.forget(thumbprint);
        records.publishPending();
    }
}
