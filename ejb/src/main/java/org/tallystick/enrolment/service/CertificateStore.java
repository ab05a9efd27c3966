package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.X509;

/** Certificates as they are served beside receipts and to terminals: kept for ever, whatever became of them. */
@ApplicationScoped
@PermitAll
public class CertificateStore {
    /** Certificates of the longest path of a terminal that an authority elsewhere has certified. */
    private static final int LONGEST = 4;

    private final CertificateRepository repository;
    /** Replaced as a whole when an issuer is missing from it. */
    private volatile List<X509Certificate> authorities = List.of();

    private volatile List<X509Certificate> external = List.of();

    @Inject
    CertificateStore(CertificateRepository repository) {
        this.repository = repository;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateStore() {
        this(null);
    }

    /** @param thumbprint 43 characters of base64url; for anything else nothing is found */
    public Optional<StoredCertificate> find(String thumbprint) {
        return repository.find(thumbprint);
    }

    /** The certificate and the authorities above it, without the root; nothing if the certificate is unknown. */
    public List<X509Certificate> chain(String thumbprint) {
        return find(thumbprint)
                .map(StoredCertificate::certificate)
                .map(this::chain)
                .orElse(List.of());
    }

    private List<X509Certificate> chain(X509Certificate certificate) {
        return issuer(certificate, authorities)
                .map(own -> List.of(certificate, own))
                .or(() -> foreignChain(certificate, external))
                .or(() -> issuer(certificate, authorities()).map(own -> List.of(certificate, own)))
                .or(() -> foreignChain(certificate, external()))
                .orElseThrow(() -> new IllegalStateException("The issuer of a stored certificate is not stored"));
    }

    /** Authorities may have certified each other: none is named twice. */
    private Optional<List<X509Certificate>> foreignChain(
            X509Certificate certificate, List<X509Certificate> candidates) {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        Optional<X509Certificate> next = foreignIssuer(certificate, candidates);
        boolean found = next.isPresent();
        while (chain.size() < LONGEST
                && next.filter(issuer -> !X509.isSelfIssued(issuer) && !chain.contains(issuer))
                        .isPresent()) {
            chain.add(next.get());
            next = foreignIssuer(next.get(), candidates);
        }
        return found ? Optional.of(List.copyOf(chain)) : Optional.empty();
    }

    /** Whose certificate it was found to be when it was stored: another one of the same authority may fit as well. */
    private Optional<X509Certificate> foreignIssuer(X509Certificate certificate, List<X509Certificate> candidates) {
        Optional<String> known = repository.issuer(StoredCertificate.thumbprint(certificate));
        return known.isPresent()
                ? candidates.stream()
                        .filter(issuer -> StoredCertificate.thumbprint(issuer).equals(known.get()))
                        .findFirst()
                : issuer(certificate, candidates);
    }

    /** Authorities elsewhere, trusted now or once. */
    private List<X509Certificate> external() {
        List<X509Certificate> all = new ArrayList<>();
        addAll(StoredCertificate.Role.EXTERNAL_CA, all);
        external = List.copyOf(all);
        return external;
    }

    /** Roots, then all issuing authorities there have been, as the database has them now. */
    public List<X509Certificate> authorities() {
        List<X509Certificate> all = new ArrayList<>();
        addAll(StoredCertificate.Role.ROOT, all);
        for (AuthorityKind kind : AuthorityKind.values()) {
            addAll(kind.stored(), all);
        }
        authorities = List.copyOf(all);
        return authorities;
    }

    private void addAll(StoredCertificate.Role role, List<X509Certificate> all) {
        for (String thumbprint : repository.thumbprints(role)) {
            find(thumbprint).ifPresent(stored -> all.add(stored.certificate()));
        }
    }

    private static Optional<X509Certificate> issuer(X509Certificate certificate, List<X509Certificate> candidates) {
        return candidates.stream()
                .filter(issuer -> X509.isIssuedBy(certificate, issuer))
                .findFirst();
    }
}
