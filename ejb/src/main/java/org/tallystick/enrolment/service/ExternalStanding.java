package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.TerminalCertificate;

/** What is known of revocations by authorities elsewhere, for whoever judges one of their certificates. */
@ApplicationScoped
@PermitAll
public class ExternalStanding {
    private final CertificateRepository certificates;
    private final ExternalAuthorityRepository authorities;

    @Inject
    ExternalStanding(CertificateRepository certificates, ExternalAuthorityRepository authorities) {
        this.certificates = certificates;
        this.authorities = authorities;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalStanding() {
        this(null, null);
    }

    /**
     * Until when the newest list about this certificate is good, empty within if there has never been one; nothing if the platform has
     * issued the certificate.
     */
    @Transactional
    public Optional<Optional<Instant>> list(String thumbprint) {
        return issuer(thumbprint).map(ExternalAuthority::listUntil);
    }

    /** DER bytes of the newest lists of its authority and those above, as far as they are not longer than that. */
    @Transactional
    public List<byte[]> lists(String thumbprint, int most) {
        return issuer(thumbprint).stream()
                .flatMap(issuer -> authorities.chain(issuer.thumbprint()).stream())
                .flatMap(authority -> authorities.list(authority.thumbprint()).stream())
                .filter(der -> der.length <= most)
                .toList();
    }

    private Optional<ExternalAuthority> issuer(String thumbprint) {
        return certificates
                .terminalCertificate(thumbprint)
                .flatMap(TerminalCertificate::authority)
                .flatMap(authorities::find);
    }
}
