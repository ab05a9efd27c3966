package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.ChainFault;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.ForeignChain;
import org.tallystick.enrolment.ForeignPem;
import org.tallystick.enrolment.ListAddress;
import org.tallystick.enrolment.ListFault;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Authorities elsewhere that certify terminals, such as a licensed CA: imported and ended by the operator, or imported by configuration. */
@ApplicationScoped
@PermitAll
public class ExternalAuthorities {
    private static final Logger LOG = Logger.getLogger(ExternalAuthorities.class.getName());
    private static final int CONFIRMATION = 8;
    private static final int LONGEST_WORDS = 512;
    private static final String CONFIGURATION = "configuration";

    private final ExternalAuthorityRepository repository;
    private final ExternalTrust trust;
    private final RegistrationRepository registrations;
    private final CertificateRepository certificates;
    private final CertificateDirectory directory;
    private final CertificateRecords records;
    private final Ceremonies ceremonies;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /**
     * An authority as the operator sees it.
     *
     * @param top whether it is trusted for itself
     * @param institutions empty for one that is only above another
     * @param given how many certificates of it have been given to terminals
     */
    public record Row(
            String thumbprint,
            String name,
            String algorithm,
            boolean top,
            Instant notAfter,
            Set<String> institutions,
            long given,
            Instant importedAt,
            String importedBy,
            Optional<Instant> endedAt,
            String endedWords,
            String listAddress,
            Optional<Instant> listUntil,
            Optional<Instant> triedAt,
            Optional<ListFault> fault) {}

    @Inject
    ExternalAuthorities(
            ExternalAuthorityRepository repository,
            ExternalTrust trust,
            RegistrationRepository registrations,
            CertificateRepository certificates,
            CertificateDirectory directory,
            CertificateRecords records,
            Ceremonies ceremonies,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.trust = trust;
        this.registrations = registrations;
        this.certificates = certificates;
        this.directory = directory;
        this.records = records;
        this.ceremonies = ceremonies;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalAuthorities() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** All there have been. */
    @Transactional
    public List<Row> all(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return repository.all().stream().map(this::row).toList();
    }

    /** An institution whose terminals an authority may certify. */
    public record Institution(String code, String nameZh, String nameEn) {}

    /** Those to choose from. */
    @Transactional
    public List<Institution> institutions(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return registrations.acquirers().stream()
                .map(acquirer -> new Institution(acquirer.code(), acquirer.nameZh(), acquirer.nameEn()))
                .toList();
    }

    /**
     * Trusts the issuing authority of a chain for institutions. The same chain again changes nothing.
     *
     * @param pem certificates in any order
     * @param listAddress of its revocation list; empty: as the certificates say
     * @return whether anything is new
     * @throws Problem of a {@link ChainFault}; nothing is stored then
     */
    public boolean trust(Viewer viewer, byte[] pem, Set<String> institutions, String listAddress) {
        viewer.require(Role.OPERATOR);
        ForeignChain chain = ForeignChain.of(ForeignPem.read(pem), clock.instant());
        boolean changed =
                trust.trust(new ExternalTrust.Wish(chain, institutions, address(listAddress), viewer.login()));
        if (changed) {
            publish();
            audit.fire(viewer.audit("external-authority.import", StoredCertificate.thumbprint(chain.issuing()))
                    .change("", ExternalTrust.name(chain.issuing()) + " for " + String.join(" ", institutions)));
        }
        return changed;
    }

    /**
     * The same by a file of the configuration. What has been taken from it before, and what only time or the operator has ended, does
     * not keep the platform from starting: a warning says so.
     *
     * @throws IllegalStateException with a sentence for the operator
     */
    void configured(String file, byte[] pem, Set<String> institutions) {
        List<X509Certificate> given = List.of();
        try {
            given = ForeignPem.read(pem);
            ForeignChain chain = ForeignChain.of(given, clock.instant());
            if (trust.trust(new ExternalTrust.Wish(chain, institutions, Optional.empty(), CONFIGURATION))) {
                audit.fire(new AuditEvent(
                        CONFIGURATION,
                        "PLATFORM",
                        "",
                        "",
                        "external-authority.import",
                        StoredCertificate.thumbprint(chain.issuing()),
                        "",
                        ExternalTrust.name(chain.issuing()) + " for " + String.join(" ", institutions),
                        file));
            }
        } catch (Problem e) {
            String what = "The authorities in " + file + " cannot be trusted: " + e.detail();
            if (!ChainFault.isOfTime(e) && !areKnown(given)) {
                throw new IllegalStateException(what, e);
            }
            LOG.log(Level.WARNING, what, e);
        }
    }

    private boolean areKnown(List<X509Certificate> given) {
        return !given.isEmpty()
                && given.stream()
                        .map(StoredCertificate::thumbprint)
                        .allMatch(thumbprint -> repository.find(thumbprint).isPresent());
    }

    /**
     * Ends the trust in an authority for good: what its terminals sign from then on counts as unsigned.
     *
     * @param typed the thumbprint's first eight characters
     * @throws Problem not-found; member-invalid (confirm, reason, since, why); changed-meanwhile if it has ended already
     */
    public void end(Viewer viewer, String thumbprint, RevocationOrder order, String typed) {
        viewer.require(Role.OPERATOR);
        if (repository.find(thumbprint).isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such authority.");
        }
        requireSound(thumbprint, order, typed);
        trust.end(thumbprint, order, viewer.login());
        directory.forgetAll();
        publish();
        audit.fire(viewer.audit("external-authority.end", thumbprint)
                .change(
                        "",
                        order.reason()
                                + order.since().map(since -> " since " + since).orElse(""))
                .because(order.words()));
    }

    /** Certificates that paths of terminals' certificates may end at, also of authorities that are not trusted any more. */
    public List<X509Certificate> tops() {
        return repository.all().stream()
                .filter(authority -> authority.issuer().isEmpty())
                .flatMap(authority -> certificates.find(authority.thumbprint()).stream())
                .map(StoredCertificate::certificate)
                .toList();
    }

    private void publish() {
        records.publishPending();
        ceremonies.publish();
    }

    private static Optional<String> address(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        if (!ListAddress.isOne(typed)) {
            throw ChainFault.LIST_ADDRESS.problem();
        }
        return Optional.of(typed);
    }

    private void requireSound(String thumbprint, RevocationOrder order, String typed) {
        if (!typed.equals(thumbprint.substring(0, CONFIRMATION))) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "confirm", "must be the thumbprint's first characters");
        }
        if (!TerminalRevocation.reasons(Role.OPERATOR).contains(order.reason())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "reason", "is not one that may be given");
        }
        if (order.since().filter(since -> since.isAfter(clock.instant())).isPresent()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "since", "must not be in the future");
        }
        if (order.words().isEmpty() || order.words().length() > LONGEST_WORDS) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "why", "must be there, at most 512 characters");
        }
    }

    private Row row(ExternalAuthority authority) {
        X509Certificate certificate =
                certificates.find(authority.thumbprint()).orElseThrow().certificate();
        return new Row(
                authority.thumbprint(),
                authority.name(),
                certificate.getPublicKey().getAlgorithm(),
                authority.issuer().isEmpty(),
                certificate.getNotAfter().toInstant(),
                repository.institutions(authority.thumbprint()),
                repository.given(authority.thumbprint()),
                authority.importedAt(),
                authority.importedBy(),
                authority.endedAt(),
                authority.endedWords().orElse(""),
                authority.listAddress().orElse(""),
                authority.listUntil(),
                authority.triedAt(),
                authority.fault());
    }
}
