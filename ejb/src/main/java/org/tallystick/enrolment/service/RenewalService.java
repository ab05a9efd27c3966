package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;

/**
 * Renews terminals' certificates. In order: judged and stored · its issue is put into the ledger · it counts beside the old one ·
 * it is handed out · its key is used for the first time, and the old one ends. A device that loses the answer asks again with the
 * same key.
 */
@ApplicationScoped
@PermitAll
public class RenewalService {
    private static final Logger SECURITY = Logger.getLogger("org.tallystick.security");
    private static final String ACTOR = "terminal";

    private final CertificateRenewal renewal;
    private final CertificateRepository certificates;
    private final CertificateRecords records;
    private final CertificateDirectory directory;
    private final CertificateStore store;
    private final Event<AuditEvent> audit;

    @Inject
    RenewalService(
            CertificateRenewal renewal,
            CertificateRepository certificates,
            CertificateRecords records,
            CertificateDirectory directory,
            CertificateStore store,
            Event<AuditEvent> audit) {
        this.renewal = renewal;
        this.certificates = certificates;
        this.records = records;
        this.directory = directory;
        this.store = store;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RenewalService() {
        this(null, null, null, null, null, null);
    }

    /**
     * @param presented the certificate under which the sender has just proven its key, as by TLS
     * @param request base64 of a PKCS #10 signing request by the new key
     * @param remote address it came from
     * @return the new certificate and its issuer's
     * @throws Problem certificate-unknown; forbidden (revoked, suspended, expired, replaced device, too early); malformed or
     *     member-invalid (request); not-confirmed (ask again with the same request)
     */
    public List<X509Certificate> renew(X509Certificate presented, byte[] request, String remote) {
        return renew(StoredCertificate.thumbprint(presented), request, remote);
    }

    /** @param old thumbprint of the certificate that is renewed */
    public List<X509Certificate> renew(String old, byte[] request, String remote) {
        String terminalNo = certificates.terminalOf(old).orElse("-");
        try {
            CertificateRenewal.Issue issue = renewal.issue(old, request);
            String thumbprint = issue.certificate().thumbprint();
            issue.dropped().forEach(dropped -> alarm(terminalNo, old, remote));
            certificates.unlogged(thumbprint).forEach(records::publish);
            renewal.deliver(terminalNo, thumbprint);
            forget(issue.dropped());
            directory.forget(thumbprint);
            records.publishPending();
            audit.fire(event("terminal.renew", terminalNo, remote).change(old, thumbprint));
            return store.chain(thumbprint);
        } catch (Problem e) {
            audit.fire(event("terminal.renew-refused", terminalNo, remote)
                    .change(old, "")
                    .because(e.type().slug()));
            throw e;
        }
    }

    /** The key of a renewed certificate has signed something: the old certificate ends. Costs nothing the second time. */
    public void used(String thumbprint) {
        List<String> changed = renewal.use(thumbprint);
        if (!changed.isEmpty()) {
            forget(changed);
            records.publishPending();
        }
    }

    private void forget(List<String> thumbprints) {
        thumbprints.forEach(directory::forget);
    }

    private void alarm(String terminalNo, String old, String remote) {
        audit.fire(event("terminal.renew-twice", terminalNo, remote).change(old, ""));
        SECURITY.log(
                Level.WARNING,
                String.format(
                        Locale.ROOT,
                        "Certificate %s of terminal %s was renewed again with another key before the first one was used",
                        old,
                        terminalNo));
    }

    private static AuditEvent event(String action, String terminalNo, String remote) {
        return new AuditEvent(ACTOR, "TERMINAL", remote, "", action, terminalNo, "", "", "");
    }
}
