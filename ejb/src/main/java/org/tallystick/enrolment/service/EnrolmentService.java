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
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;

/**
 * Enrols devices. In order: the code is judged and the certificate stored with it used up, in one transaction · its issue
 * is put into the ledger · it counts, and its predecessors are retired · it is handed out. A device that loses the answer
 * asks again with the same code and key.
 */
@ApplicationScoped
@PermitAll
public class EnrolmentService {
    private static final Logger SECURITY = Logger.getLogger("org.tallystick.security");

    private final CodeRedemption redemption;
    private final CertificateRepository certificates;
    private final CertificateRecords records;
    private final CertificateDirectory directory;
    private final CertificateStore store;
    private final Event<AuditEvent> audit;

    @Inject
    EnrolmentService(
            CodeRedemption redemption,
            CertificateRepository certificates,
            CertificateRecords records,
            CertificateDirectory directory,
            CertificateStore store,
            Event<AuditEvent> audit) {
        this.redemption = redemption;
        this.certificates = certificates;
        this.records = records;
        this.directory = directory;
        this.store = store;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EnrolmentService() {
        this(null, null, null, null, null, null);
    }

    /**
     * @param code as typed: hyphens, spaces and case do not matter
     * @param request base64 of a PKCS #10 signing request
     * @return the terminal's certificate and its issuer's
     * @throws Problem unauthenticated (code wrong, expired, replaced or dead); forbidden (code used before: the certificate
     *     it issued is suspended now); malformed or member-invalid (request); not-confirmed (ask again with the same
     *     request)
     */
    public List<X509Certificate> enrol(String terminalNo, String code, byte[] request) {
        Redemption result = redemption.redeem(terminalNo, OneTimeCode.typed(code), request);
        result.suspended().ifPresent(thumbprint -> alarm(terminalNo, thumbprint));
        if (result.refusal().isPresent()) {
            throw result.refusal().get();
        }
        StoredCertificate issued = result.issued().orElseThrow();
        certificates.unlogged(issued.thumbprint()).forEach(records::publish);
        redemption.deliver(terminalNo, issued.thumbprint()).forEach(directory::forget);
        directory.forget(issued.thumbprint());
        records.publishPending();
        return store.chain(issued.thumbprint());
    }

    private void alarm(String terminalNo, String thumbprint) {
        directory.forget(thumbprint);
        records.publishPending();
        audit.fire(new AuditEvent("terminal", "TERMINAL", "", "", "terminal.code-twice", terminalNo, "", thumbprint, "")
                .because("the enrolment code was used twice"));
        SECURITY.log(
                Level.SEVERE,
                String.format(
                        Locale.ROOT,
                        "Enrolment code of terminal %s used twice: certificate %s suspended",
                        terminalNo,
                        thumbprint));
    }
}
