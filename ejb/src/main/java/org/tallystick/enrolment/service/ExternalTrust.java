package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.ChainFault;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.ForeignChain;
import org.tallystick.enrolment.ListAddress;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.StoredCertificate;

/** The transactions by which authorities elsewhere become trusted, and cease to be. */
@ApplicationScoped
@PermitAll
public class ExternalTrust {
    private static final int LONGEST_NAME = 200;

    private final ExternalAuthorityRepository repository;
    private final CertificateRepository certificates;
    private final EnrolmentRepository enrolments;
    private final CertificateRecords records;
    private final PlatformRevocationStore revocations;
    private final Ceremonies ceremonies;
    private final Clock clock;

    /**
     * What is wanted.
     *
     * @param chain in its order
     * @param institutions whose terminals the issuing authority may certify
     * @param listAddress of the issuing authority's revocation list; nothing: as certificates say
     * @param actor login, or {@code configuration}
     */
    record Wish(ForeignChain chain, Set<String> institutions, Optional<String> listAddress, String actor) {}

    @Inject
    ExternalTrust(
            ExternalAuthorityRepository repository,
            CertificateRepository certificates,
            EnrolmentRepository enrolments,
            CertificateRecords records,
            PlatformRevocationStore revocations,
            Ceremonies ceremonies,
            Clock clock) {
        this.repository = repository;
        this.certificates = certificates;
        this.enrolments = enrolments;
        this.records = records;
        this.revocations = revocations;
        this.ceremonies = ceremonies;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalTrust() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * Trusts the chain's issuing authority for these institutions, as far as it is not trusted yet.
     *
     * @return whether anything is new
     * @throws org.tallystick.shared.Problem of a {@link ChainFault}; nothing has changed then
     */
    @Transactional
    boolean trust(Wish wish) {
        if (wish.institutions().isEmpty()
                || wish.institutions().stream()
                        .anyMatch(code -> enrolments.acquirer(code).isEmpty())) {
            throw ChainFault.NO_INSTITUTION.problem();
        }
        List<X509Certificate> authorities = wish.chain().authorities();
        boolean changed = false;
        for (int i = authorities.size() - 1; i >= 0; i--) {
            Optional<String> issuer = i == authorities.size() - 1
                    ? Optional.empty()
                    : Optional.of(StoredCertificate.thumbprint(authorities.get(i + 1)));
            changed |= store(authorities.get(i), issuer, wish.actor());
        }
        X509Certificate issuing = wish.chain().issuing();
        String thumbprint = StoredCertificate.thumbprint(issuing);
        changed |= publishesAt(thumbprint, wish.listAddress());
        List<String> added = new ArrayList<>();
        Set<String> known = repository.institutions(thumbprint);
        for (String acquirer : wish.institutions()) {
            if (!known.contains(acquirer)) {
                repository.allow(thumbprint, acquirer);
                records.add(
                        new CertificateRecords.Subject(acquirer, thumbprint),
                        "trusted",
                        Map.of("role", StoredCertificate.Role.EXTERNAL_CA.name(), "by", wish.actor()));
                added.add(acquirer);
            }
        }
        if (!added.isEmpty()) {
            tell("trusted", issuing, wish.actor(), Map.of("institutions", String.join(" ", added)));
        }
        return changed || !added.isEmpty();
    }

    private boolean publishesAt(String thumbprint, Optional<String> address) {
        ExternalAuthority authority = repository.find(thumbprint).orElseThrow();
        boolean moves = address.isPresent() && !authority.listAddress().equals(address);
        if (moves) {
            authority.publishesAt(address.get());
        }
        return moves;
    }

    private boolean store(X509Certificate authority, Optional<String> issuer, String actor) {
        String thumbprint = StoredCertificate.thumbprint(authority);
        certificates
                .find(thumbprint)
                .filter(stored -> stored.role().isAuthority())
                .ifPresent(own -> {
                    throw ChainFault.OWN.problem();
                });
        Optional<ExternalAuthority> known = repository.find(thumbprint);
        if (known.filter(before -> !before.isInForce()).isPresent()) {
            throw ChainFault.ENDED.problem();
        }
        if (known.isPresent()) {
            return false;
        }
        certificates.store(StoredCertificate.Role.EXTERNAL_CA, authority, issuer);
        Instant now = clock.instant();
        repository.persist(new ExternalAuthority(thumbprint, issuer, name(authority), now, actor));
        issuer.flatMap(repository::find)
                .filter(above -> above.listAddress().isEmpty())
                .ifPresent(above -> ListAddress.in(authority).ifPresent(above::publishesAt));
        return true;
    }

    /**
     * Trust ends, for all institutions, and in all authorities below, which rest on it; what was signed before stays as it was judged.
     *
     * @throws org.tallystick.shared.Problem changed-meanwhile if it has ended already
     */
    @Transactional
    void end(String thumbprint, RevocationOrder order, String actor) {
        ExternalAuthority authority = repository.lock(thumbprint).orElseThrow();
        Revocation end = new Revocation(order.reason(), order.since().orElseGet(clock::instant));
        end(authority, end, order.words(), actor);
        List<ExternalAuthority> above = new ArrayList<>(List.of(authority));
        while (!above.isEmpty()) {
            String issuer = above.remove(0).thumbprint();
            for (ExternalAuthority below : repository.below(issuer)) {
                above.add(below);
                if (below.isInForce()) {
                    end(below, end, order.words(), actor);
                }
            }
        }
    }

    private void end(ExternalAuthority authority, Revocation end, String words, String actor) {
        String thumbprint = authority.thumbprint();
        authority.end(end.effective(), words);
        revocations.revoke(thumbprint, end);
        Map<String, String> more = new LinkedHashMap<>();
        more.put("reason", end.reason().name());
        more.put("effective", end.effective().toString());
        more.put("words", words);
        tell("untrusted", certificates.find(thumbprint).orElseThrow().certificate(), actor, more);
    }

    private void tell(String event, X509Certificate authority, String actor, Map<String, String> more) {
        ceremonies.record(event, name(authority), authority, actor, more);
    }

    static String name(X509Certificate authority) {
        String name = authority.getSubjectX500Principal().getName();
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }
}
