package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.enrolment.EnrolledMerchant;

/** Enrolled names, for pages and for comparing with what bills say. From memory as a rule, at most a minute old. */
@ApplicationScoped
@PermitAll
public class Merchants {
    private static final int CAPACITY = 20_000;
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final EnrolmentRepository repository;
    private final BoundedCache<Optional<EnrolledMerchant>> cache;

    @Inject
    Merchants(EnrolmentRepository repository, Clock clock) {
        this.repository = repository;
        this.cache = new BoundedCache<>(CAPACITY, LIFE, clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Merchants() {
        this.repository = null;
        this.cache = null;
    }

    /** The merchant with its first store. */
    public Optional<EnrolledMerchant> find(String merchantNo) {
        return cached(merchantNo, () -> repository.enrolled(merchantNo));
    }

    /** The merchant with the store in which its terminal stands; nothing if the terminal is another merchant's. */
    public Optional<EnrolledMerchant> find(String merchantNo, String terminalNo) {
        return cached(merchantNo + "/" + terminalNo, () -> repository.enrolledFor(merchantNo, terminalNo));
    }

    private Optional<EnrolledMerchant> cached(String key, Supplier<List<EnrolledMerchant>> load) {
        return cache.get(key).orElseGet(() -> {
            long loadedIn = cache.generation();
            Optional<EnrolledMerchant> found = load.get().stream().findFirst();
            cache.put(key, found, loadedIn);
            return found;
        });
    }
}
