package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.enrolment.SealKeyState;
import org.tallystick.enrolment.SealKeyState.Rank;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * The keys that seal, each behind a circuit breaker of its own. The newest active one signs; while it fails, the next one does, and
 * nobody waits for it; when none does, nothing is sealed. Which keys there are is asked of the database each second, so what is done
 * on one node counts on all.
 *
 * <p>Thread-safe; signing costs map look-ups beside the signature.
 */
@ApplicationScoped
@PermitAll
public class SealKeys {
    private static final Logger LOG = Logger.getLogger(SealKeys.class.getName());
    private static final long LOOK_MILLIS = 1_000;
    private static final int RETRY_SECONDS = 30;

    private final KeyVault vault;
    private final SealKeyRepository repository;
    private final CertificateRepository certificates;
    private final Ceremonies ceremonies;
    private final Clock clock;
    private final Map<String, KeyBreaker> breakers = new ConcurrentHashMap<>();
    private final Map<String, SealKey> keys = new ConcurrentHashMap<>();
    /** Thumbprints of keys whose failure is in the ledger. */
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    private final ReentrantLock looking = new ReentrantLock();
    /** Counts what has changed here: a look that began before it is not the newest. */
    private final AtomicLong changes = new AtomicLong();

    private volatile Look look = new Look(Long.MIN_VALUE, List.of(), Set.of());

    /** A key that may seal, in the order in which it is asked. */
    private record Candidate(String thumbprint, String name, String algorithm, Rank rank, X509Certificate certificate) {
        boolean isValid(Instant now) {
            return certificate.getNotAfter().toInstant().isAfter(now);
        }
    }

    /** @param algorithms of all keys there ever were, also where none may seal any more */
    private record Look(long at, List<Candidate> candidates, Set<String> algorithms) {}

    /**
     * How sealing stands on this node.
     *
     * @param since since when
     * @param failed thumbprint of the key that should seal
     * @param standIn thumbprint of the key that seals in its place; empty when none does
     */
    public record Failure(Instant since, String failed, Optional<String> standIn) {}

    @Inject
    SealKeys(
            KeyVault vault,
            SealKeyRepository repository,
            CertificateRepository certificates,
            Ceremonies ceremonies,
            Clock clock) {
        this.vault = vault;
        this.repository = repository;
        this.certificates = certificates;
        this.ceremonies = ceremonies;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SealKeys() {
        this(null, null, null, null, null);
    }

    /**
     * Seals with the first key of this algorithm that signs.
     *
     * @param algorithm by its JOSE name
     * @param signing signs and verifies; whatever it throws is the key's failure
     * @throws Problem not-confirmed, when no key signs
     */
    public <T> T sign(String algorithm, Function<SealKey, T> signing) {
        for (Candidate candidate : candidates(algorithm)) {
            Optional<T> signed = breaker(candidate).sign(() -> signing.apply(key(candidate)));
            if (signed.isPresent()) {
                return signed.get();
            }
        }
        throw notConfirmed();
    }

    /**
     * The first key of this algorithm that is in service, for what says nothing about sealing when it fails.
     *
     * @throws Problem not-confirmed, when there is none
     */
    public SealKey choose(String algorithm) {
        for (Candidate candidate : candidates(algorithm)) {
            if (breaker(candidate).openSince().isEmpty()) {
                try {
                    return key(candidate);
                } catch (RuntimeException e) {
                    LOG.log(Level.FINE, "The key " + candidate.name() + " is not to be had", e);
                }
            }
        }
        throw notConfirmed();
    }

    private static Problem notConfirmed() {
        return new Problem(
                        ProblemType.NOT_CONFIRMED,
                        "The platform's signing key does not work at present. Nothing of this request was stored; keep"
                                + " the bill, go on selling, and send the same bytes again.")
                .with("retryAfter", RETRY_SECONDS);
    }

    /**
     * Tries every key, also those in reserve, and looks for the device if it is gone. A key that has failed is read from its file, or asked
     * of the device, anew: whoever restores it needs no restart. What has changed goes into the ledger.
     *
     * @param signsAndVerifies throws what is wrong
     */
    public void probe(Consumer<SealKey> signsAndVerifies) {
        try {
            vault.tend();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The device for keys does not answer: {0}", e.getMessage());
        }
        Map<String, Instant> used = new LinkedHashMap<>();
        List<Candidate> all = look().candidates();
        for (Candidate candidate : all) {
            KeyBreaker breaker = breaker(candidate);
            if (breaker.openSince().isPresent()) {
                vault.forget(candidate.name());
            }
            breaker.probe(() -> signsAndVerifies.accept(key(candidate)));
            breaker.lastUsed()
                    .ifPresent(time -> used.put(candidate.thumbprint(), time.truncatedTo(ChronoUnit.MINUTES)));
        }
        repository.used(used);
        all.forEach(this::tell);
        ceremonies.publish();
    }

    private void tell(Candidate candidate) {
        Optional<Instant> since = breaker(candidate).openSince();
        if (since.isPresent() && !told.containsKey(candidate.thumbprint())) {
            String standIn =
                    failure(candidate.algorithm()).flatMap(Failure::standIn).orElse("-");
            Map<String, String> more = Map.of("since", since.get().toString(), "standIn", standIn);
            ceremonies.incident("failed", candidate.name(), candidate.certificate(), more);
            told.put(candidate.thumbprint(), since.get());
        } else if (since.isEmpty() && told.containsKey(candidate.thumbprint())) {
            ceremonies.incident("recovered", candidate.name(), candidate.certificate(), Map.of());
            told.remove(candidate.thumbprint());
        }
    }

    /** What is wrong with sealing now: the key that should seal does not; empty while it does, also if one in reserve fails. */
    public Optional<Failure> failure() {
        return look().algorithms().stream()
                .flatMap(algorithm -> failure(algorithm).stream())
                .min(Comparator.comparing(failure -> failure.standIn().isPresent()));
    }

    private Optional<Failure> failure(String algorithm) {
        List<Candidate> order = candidates(algorithm);
        if (order.isEmpty()) {
            return Optional.of(new Failure(clock.instant(), "-", Optional.empty()));
        }
        Optional<String> standIn = order.stream()
                .filter(candidate -> breaker(candidate).openSince().isEmpty())
                .map(Candidate::thumbprint)
                .findFirst();
        return breaker(order.get(0))
                .openSince()
                .map(since -> new Failure(since, order.get(0).thumbprint(), standIn));
    }

    /** Since when this key does not sign here. */
    Optional<Instant> failingSince(String thumbprint) {
        return Optional.ofNullable(breakers.get(thumbprint)).flatMap(KeyBreaker::openSince);
    }

    /** When this key last sealed here. */
    Optional<Instant> lastUsed(String thumbprint) {
        return Optional.ofNullable(breakers.get(thumbprint)).flatMap(KeyBreaker::lastUsed);
    }

    /** Certificates of all keys that may seal. */
    List<X509Certificate> certificates() {
        return look().candidates().stream().map(Candidate::certificate).toList();
    }

    /** The certificate of the key that is asked first. */
    public Optional<X509Certificate> first(String algorithm) {
        return candidates(algorithm).stream().map(Candidate::certificate).findFirst();
    }

    /** Something has changed: the next who asks looks. */
    void refresh() {
        changes.incrementAndGet();
        look = new Look(Long.MIN_VALUE, look.candidates(), look.algorithms());
    }

    private List<Candidate> candidates(String algorithm) {
        Instant now = clock.instant();
        return look().candidates().stream()
                .filter(candidate -> candidate.algorithm().equals(algorithm) && candidate.isValid(now))
                .toList();
    }

    private KeyBreaker breaker(Candidate candidate) {
        return breakers.computeIfAbsent(candidate.thumbprint(), thumbprint -> new KeyBreaker(candidate.name(), clock));
    }

    /** The same object as long as it is the same key, so that callers may remember what they have worked out for it. */
    @SuppressWarnings("ReferenceEquality")
    private SealKey key(Candidate candidate) {
        VaultKey held = vault.key(candidate.name());
        SealKey known = keys.get(candidate.thumbprint());
        if (known == null || known.privateKey() != held.privateKey()) {
            known = new SealKey(held.privateKey(), held.certificate(), held.device());
            keys.put(candidate.thumbprint(), known);
        }
        return known;
    }

    /** One thread asks the database, the others go on with what was known. */
    private Look look() {
        Look known = look;
        long now = clock.millis();
        boolean first = known.at() == Long.MIN_VALUE;
        if (!first && Math.abs(now - known.at()) < LOOK_MILLIS) {
            return known;
        }
        if (first) {
            looking.lock();
        } else if (!looking.tryLock()) {
            return known;
        }
        try {
            long begun = changes.get();
            List<Candidate> found = new ArrayList<>();
            Set<String> algorithms = new TreeSet<>();
            for (SealKeyState key : repository.all()) {
                algorithms.add(key.algorithm());
                if (key.rank() != Rank.RETIRED) {
                    candidate(key).ifPresent(found::add);
                }
            }
            Look fresh = new Look(begun == changes.get() ? now : Long.MIN_VALUE, List.copyOf(found), algorithms);
            look = fresh;
            return fresh;
        } catch (RuntimeException e) {
            if (known.candidates().isEmpty()) {
                throw e;
            }
            LOG.log(Level.WARNING, "The database does not tell which keys seal: it goes on as before", e);
            Look before = new Look(now, known.candidates(), known.algorithms());
            look = before;
            return before;
        } finally {
            looking.unlock();
        }
    }

    private Optional<Candidate> candidate(SealKeyState key) {
        return certificates
                .find(key.thumbprint())
                .map(StoredCertificate::certificate)
                .filter(certificate -> !certificates.isEnded(certificate))
                .map(certificate ->
                        new Candidate(key.thumbprint(), key.name(), key.algorithm(), key.rank(), certificate));
    }
}
