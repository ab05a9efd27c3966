package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.enrolment.SealKeyState;
import org.tallystick.enrolment.SealKeyState.Rank;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Makes and ranks the keys that seal, one node and one thread at a time, each step with its record for the ledger. */
@ApplicationScoped
@PermitAll
public class SealKeyBook {
    private final SealKeyRepository repository;
    private final CertificateRepository certificates;
    private final CertificateAuthority authority;
    private final KeyVault vault;
    private final Ceremonies ceremonies;
    private final Clock clock;

    @Inject
    SealKeyBook(
            SealKeyRepository repository,
            CertificateRepository certificates,
            CertificateAuthority authority,
            KeyVault vault,
            Ceremonies ceremonies,
            Clock clock) {
        this.repository = repository;
        this.certificates = certificates;
        this.authority = authority;
        this.vault = vault;
        this.ceremonies = ceremonies;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SealKeyBook() {
        this(null, null, null, null, null, null);
    }

    /**
     * Takes up keys that are there and that the book does not know: of an installation before there was a book, of a key ceremony
     * elsewhere, or of a node that stopped half-way. The first ones seal; those that come later wait in reserve.
     */
    @Transactional
    void takeUp(KeyFamily family) {
        String algorithm = family.sealing().jose();
        repository.takeTurn();
        List<SealKeyState> all = repository.all();
        Set<String> known = all.stream().map(SealKeyState::name).collect(Collectors.toSet());
        boolean first = all.stream().noneMatch(key -> key.algorithm().equals(algorithm));
        for (String name : vault.names(purpose(family))) {
            if (known.contains(name)) {
                continue;
            }
            X509Certificate certificate = vault.certificate(name).orElseThrow();
            String thumbprint = StoredCertificate.thumbprint(certificate);
            if (repository.find(thumbprint).isEmpty()) {
                certificates.store(StoredCertificate.Role.SEAL, certificate);
                Instant ranked = first ? certificate.getNotBefore().toInstant() : clock.instant();
                repository.persist(
                        new SealKeyState(thumbprint, name, algorithm, first ? Rank.ACTIVE : Rank.RESERVE, ranked));
            }
        }
    }

    /**
     * A successor in reserve, if the key that seals ends within the overlap, or there is none: one that waits already, else a new one, unless
     * its issuer's end would leave it no longer life.
     */
    @Transactional
    Optional<String> makeIfDue(KeyFamily family) {
        String algorithm = family.sealing().jose();
        repository.takeTurn();
        List<SealKeyState> own = repository.all().stream()
                .filter(key -> key.algorithm().equals(algorithm))
                .toList();
        if (ranked(own, Rank.ACTIVE).anyMatch(key -> counts(certificate(key), authority.sealOverlap()))) {
            return Optional.empty();
        }
        // one that another node is about to activate, or did not come to, or that waits for this
        Optional<String> waiting = ranked(own, Rank.RESERVE)
                .filter(key -> counts(certificate(key), authority.sealOverlap()))
                .map(SealKeyState::thumbprint)
                .findFirst();
        if (waiting.isPresent()) {
            return waiting;
        }
        Instant longest = authority.sealAuthority(family).getNotAfter().toInstant();
        boolean noneCouldLastLonger = ranked(own, Rank.ACTIVE)
                .map(this::certificate)
                .anyMatch(each -> counts(each, Duration.ZERO)
                        && !each.getNotAfter().toInstant().isBefore(longest));
        return noneCouldLastLonger
                ? Optional.empty()
                : Optional.of(add(family, vault.inDevice(purpose(family)), Ceremonies.PLATFORM));
    }

    private static Stream<SealKeyState> ranked(List<SealKeyState> keys, Rank rank) {
        return keys.stream().filter(key -> key.rank() == rank);
    }

    private X509Certificate certificate(SealKeyState key) {
        return certificates.find(key.thumbprint()).orElseThrow().certificate();
    }

    /** A key in reserve, whose issue is to be told to the ledger before it seals. */
    @Transactional
    String make(KeyFamily family, boolean inDevice, String actor) {
        repository.takeTurn();
        return add(family, inDevice, actor);
    }

    private String add(KeyFamily family, boolean inDevice, String actor) {
        String algorithm = family.sealing().jose();
        X509Certificate made =
                authority.makeSeal(family, purpose(family), inDevice).certificate();
        String thumbprint = StoredCertificate.thumbprint(made);
        String name = vault.nameOf(thumbprint).orElseThrow();
        repository.persist(new SealKeyState(thumbprint, name, algorithm, Rank.RESERVE, clock.instant()));
        ceremonies.record("reserved", name, made, actor, Map.of("algorithm", algorithm));
        return thumbprint;
    }

    /**
     * Says what a key is for from now on.
     *
     * @throws Problem not-found; changed-meanwhile if it is so already, has ended, or is the last one that could seal
     */
    @Transactional
    void rank(String thumbprint, Rank rank, String actor) {
        repository.takeTurn();
        SealKeyState key = repository
                .find(thumbprint)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The platform has no such key."));
        X509Certificate certificate =
                certificates.find(thumbprint).orElseThrow().certificate();
        if (rank != Rank.RETIRED && !counts(certificate, Duration.ZERO)) {
            throw new Problem(ProblemType.CHANGED_MEANWHILE, "The key's certificate has ended: make another key.");
        }
        if (rank != Rank.ACTIVE && others(key).isEmpty()) {
            throw new Problem(
                    ProblemType.CHANGED_MEANWHILE, "No other active key could seal. Make or activate one before.");
        }
        key.rank(rank, clock.instant());
        ceremonies.record(word(rank), key.name(), certificate, actor, Map.of("algorithm", key.algorithm()));
    }

    private List<SealKeyState> others(SealKeyState key) {
        return repository.all().stream()
                .filter(other -> other.rank() == Rank.ACTIVE
                        && other.algorithm().equals(key.algorithm())
                        && !other.thumbprint().equals(key.thumbprint()))
                .filter(other -> counts(certificate(other), Duration.ZERO))
                .toList();
    }

    private boolean counts(X509Certificate certificate, Duration ahead) {
        return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(ahead))
                && !certificates.isEnded(certificate);
    }

    /** The vault's name for keys that seal. */
    private static String purpose(KeyFamily family) {
        return family.purpose("seal");
    }

    private static String word(Rank rank) {
        return switch (rank) {
            case ACTIVE -> "activated";
            case RESERVE -> "reserved";
            case RETIRED -> "retired";
        };
    }
}
