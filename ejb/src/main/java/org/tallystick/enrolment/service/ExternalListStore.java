package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.ForeignList;
import org.tallystick.enrolment.ListFault;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.TerminalCertificate;

/** Keeps revocation lists of authorities elsewhere, and says what follows from them. */
@ApplicationScoped
@PermitAll
public class ExternalListStore {
    private final ExternalAuthorityRepository repository;
    private final CertificateRepository certificates;
    private final Clock clock;

    /** What a list changes about a terminal's certificate: it ends, or is held, or is held no more. */
    record Change(String thumbprint, Optional<Revocation> revocation) {
        boolean isHold() {
            return revocation
                    .filter(end -> end.reason() == RevocationReason.CERTIFICATE_HOLD)
                    .isPresent();
        }
    }

    @Inject
    ExternalListStore(ExternalAuthorityRepository repository, CertificateRepository certificates, Clock clock) {
        this.repository = repository;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalListStore() {
        this(null, null, null);
    }

    /**
     * Keeps a list; it counts once it is {@link #applied}.
     *
     * @throws ForeignList.Refused if it does not count; the one before stays
     */
    @Transactional
    void take(String authority, byte[] der) throws ForeignList.Refused {
        ExternalAuthority publisher = repository.lock(authority).orElseThrow();
        ForeignList.read(der, need(publisher), publisher.listSince(), clock.instant());
        repository.keepList(authority, der);
    }

    /** What still counts must be covered: an authority may have moved its lists since it issued what does not. */
    private ForeignList.Need need(ExternalAuthority publisher) {
        String authority = publisher.thumbprint();
        Instant now = clock.instant();
        List<X509Certificate> certified = Stream.concat(
                        repository.certificates(authority).stream()
                                .filter(certificate -> certificate.revocation().isEmpty())
                                .map(TerminalCertificate::thumbprint),
                        repository.below(authority).stream()
                                .filter(ExternalAuthority::isInForce)
                                .map(ExternalAuthority::thumbprint))
                .map(this::certificate)
                .filter(certificate -> now.isBefore(certificate.getNotAfter().toInstant()))
                .toList();
        return new ForeignList.Need(
                certificate(authority),
                !repository.institutions(authority).isEmpty(),
                certified,
                publisher.listAddress());
    }

    /** What the kept list says has become so. */
    @Transactional
    void applied(String authority) throws ForeignList.Refused {
        repository.lock(authority).orElseThrow().published(kept(authority), clock.instant());
    }

    @Transactional
    void failed(String authority, ListFault fault) {
        repository.lock(authority).orElseThrow().failed(fault, clock.instant());
    }

    /** What the kept list changes about certificates of terminals. */
    @Transactional
    List<Change> ofTerminals(String authority) throws ForeignList.Refused {
        ForeignList list = kept(authority);
        List<Change> changes = new ArrayList<>();
        for (TerminalCertificate certificate : repository.certificates(authority)) {
            Change change = new Change(certificate.thumbprint(), list.of(certificate(certificate.thumbprint())));
            if (isDue(certificate, change)) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static boolean isDue(TerminalCertificate certificate, Change change) {
        boolean open = certificate.revocation().isEmpty();
        if (change.isHold()) {
            return open && !certificate.isSuspended();
        }
        return change.revocation().map(certificate::isWorsenedBy).orElse(open && certificate.isHeld());
    }

    /** What it changes about authorities below; a hold ends nothing. */
    @Transactional
    List<Change> ofAuthorities(String authority) throws ForeignList.Refused {
        ForeignList list = kept(authority);
        return repository.all().stream()
                .filter(below -> below.isInForce()
                        && below.issuer().filter(authority::equals).isPresent())
                .map(below -> new Change(below.thumbprint(), list.of(certificate(below.thumbprint()))))
                .filter(change -> change.revocation().isPresent() && !change.isHold())
                .toList();
    }

    private ForeignList kept(String authority) throws ForeignList.Refused {
        return ForeignList.of(repository.list(authority).orElseThrow());
    }

    private X509Certificate certificate(String thumbprint) {
        return certificates.find(thumbprint).orElseThrow().certificate();
    }
}
