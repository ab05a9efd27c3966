package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.TerminalSubject;

/** Terminals that vouch for a bill by their fallback secret instead of a signature. */
@ApplicationScoped
@PermitAll
public class VouchedTerminals {
    private final FallbackSecrets secrets;
    private final CertificateRepository certificates;

    @Inject
    VouchedTerminals(FallbackSecrets secrets, CertificateRepository certificates) {
        this.secrets = secrets;
        this.certificates = certificates;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected VouchedTerminals() {
        this(null, null);
    }

    /** Whether a key of the series is in other hands: nobody signs its bills later. */
    public boolean isReportedStolen(String terminalNo, long series) {
        return certificates.ofTerminal(terminalNo).stream()
                .filter(certificate -> certificate.series() == series)
                .flatMap(certificate -> certificate.revocation().stream())
                .anyMatch(revocation -> revocation.reason().isCompromise());
    }

    /** Whom the series was certified for, whatever became of the certificate; empty unless the secret is the series' own. */
    public Optional<TerminalSubject> find(String terminalNo, long series, String secret) {
        if (!secrets.matches(terminalNo, series, secret)) {
            return Optional.empty();
        }
        return certificates.ofTerminal(terminalNo).stream()
                .filter(certificate -> certificate.series() == series)
                .filter(TerminalCertificate::isDelivered)
                .findFirst()
                .flatMap(certificate -> certificates.find(certificate.thumbprint()))
                .map(StoredCertificate::certificate)
                .map(TerminalSubject::of);
    }
}
