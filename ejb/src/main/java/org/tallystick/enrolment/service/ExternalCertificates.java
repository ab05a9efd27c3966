package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.ChainFault;
import org.tallystick.enrolment.ForeignPem;
import org.tallystick.enrolment.ForeignRules;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;

/**
 * Gives certificates that were issued elsewhere to terminals. In order: judged and stored, for the terminal's next series · the record is
 * put into the ledger · the device's first word, HELLO, proves its key · it counts, and the certificates of the terminal's earlier devices
 * end ({@link RenewalService#used}).
 */
@ApplicationScoped
@PermitAll
public class ExternalCertificates {
    private final CertificateDesk desk;
    private final ExternalAdoption adoption;
    private final ExternalLists lists;
    private final CertificateRepository certificates;
    private final CertificateRecords records;
    private final CertificateRenewal renewal;
    private final CertificateDirectory directory;
    private final Event<AuditEvent> audit;

    @Inject
    ExternalCertificates(
            CertificateDesk desk,
            ExternalAdoption adoption,
            ExternalLists lists,
            CertificateRepository certificates,
            CertificateRecords records,
            CertificateRenewal renewal,
            CertificateDirectory directory,
            Event<AuditEvent> audit) {
        this.desk = desk;
        this.adoption = adoption;
        this.lists = lists;
        this.certificates = certificates;
        this.records = records;
        this.renewal = renewal;
        this.directory = directory;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalCertificates() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Whether an authority elsewhere may certify terminals of this one's institution. @throws Problem not-found */
    public boolean isPossible(Viewer viewer, String terminalNo) {
        return adoption.isPossible(desk.file(viewer, terminalNo).acquirer());
    }

    /**
     * Gives the certificate to the terminal. The same again changes nothing.
     *
     * @param pem the terminal's certificate, and perhaps those above it, in any order
     * @throws Problem not-found; of a {@link ChainFault}; not-confirmed (the ledger did not answer: hand it in again)
     */
    public void adopt(Viewer viewer, String terminalNo, byte[] pem) {
        desk.file(viewer, terminalNo);
        X509Certificate certificate = certificateOf(ForeignPem.read(pem));
        requireNewestList(terminalNo, certificate);
        String thumbprint =
                adoption.adopt(terminalNo, certificate, viewer.role().name());
        certificates.unlogged(thumbprint).forEach(records::publish);
        renewal.deliver(terminalNo, thumbprint);
        directory.forget(thumbprint);
        audit.fire(viewer.audit("terminal.adopt", terminalNo).change("", thumbprint));
    }

    /** A list that has run out says nothing of a certificate that was revoked since. */
    private void requireNewestList(String terminalNo, X509Certificate certificate) {
        Optional<String> issuer = adoption.outdated(terminalNo, certificate);
        issuer.ifPresent(lists::fetch);
        if (issuer.isPresent() && adoption.outdated(terminalNo, certificate).isPresent()) {
            throw ChainFault.LIST_OLD.problem();
        }
    }

    private static X509Certificate certificateOf(List<X509Certificate> given) {
        List<X509Certificate> ends = given.stream()
                .filter(certificate -> !ForeignRules.isAuthority(certificate))
                .toList();
        if (ends.size() != 1) {
            throw (ends.isEmpty() ? ChainFault.END_ENTITY : ChainFault.NOT_ONE_CHAIN).problem();
        }
        return ends.get(0);
    }
}
