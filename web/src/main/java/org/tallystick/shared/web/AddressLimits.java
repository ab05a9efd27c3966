package org.tallystick.shared.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.tallystick.shared.service.RateLimiter;
import org.tallystick.shared.service.Settings;

/** What one address may ask of the public pages and endpoints (THREATS.md 3.7). */
@ApplicationScoped
public class AddressLimits {
    private static final int ADDRESSES = 100_000;

    private final RateLimiter pages;
    private final RateLimiter lookups;
    private final RateLimiter verifications;
    private final RateLimiter enrolments;
    private final RateLimiter complaints;
    private final RateLimiter applications;
    private final RateLimiter late;

    @Inject
    AddressLimits(Settings settings, Clock clock) {
        pages = limiter("page", settings, clock);
        lookups = limiter("lookup", settings, clock);
        verifications = limiter("verification", settings, clock);
        enrolments = limiter("est", settings, clock);
        complaints = limiter("complaint", settings, clock);
        applications = limiter("application", settings, clock);
        late = limiter("late", settings, clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AddressLimits() {
        pages = null;
        lookups = null;
        verifications = null;
        enrolments = null;
        complaints = null;
        applications = null;
        late = null;
    }

    /**
     * Takes a token for a request.
     *
     * @param asksForReceipt true for a page with a question in its query, whose answers could be collected by guessing
     * @return seconds to wait when there is none; empty when the request may go on
     */
    Optional<Long> refuse(String path, boolean post, boolean asksForReceipt, String address) {
        return limiter(path, post, asksForReceipt)
                .filter(limiter -> !limiter.tryAcquire(address))
                .map(limiter -> limiter.retryAfter(address));
    }

    /** Takes a token for a page that shows a refused form again. */
    boolean maySeePage(String address) {
        return pages.tryAcquire(address);
    }

    private Optional<RateLimiter> limiter(String path, boolean post, boolean asksForReceipt) {
        if (post && (path.startsWith("/r/") || path.startsWith("/complaints/") || path.equals("/sign-up"))) {
            return Optional.of(complaints);
        }
        if (post && (path.equals("/apply") || path.startsWith("/application/"))) {
            return Optional.of(applications);
        }
        if (post && path.startsWith("/sign/")) {
            return Optional.of(late);
        }
        if (path.startsWith("/r/")
                || path.startsWith("/sign/")
                || path.startsWith("/follow/")
                || path.startsWith("/complaints")
                || path.startsWith("/application/")) {
            return Optional.of(pages);
        }
        if (path.equals("/api/v1/lookups") || asksForReceipt) {
            return Optional.of(lookups);
        }
        if (post
                && (path.equals("/api/v1/verifications")
                        || path.equals("/verify")
                        || path.equals("/explorer/compare"))) {
            return Optional.of(verifications);
        }
        if (path.startsWith("/explorer/")) {
            return Optional.of(pages);
        }
        return isAboutCertificates(path) ? Optional.of(enrolments) : Optional.empty();
    }

    private static boolean isAboutCertificates(String path) {
        return path.startsWith("/.well-known/est/")
                || path.startsWith("/api/v1/crl/")
                || path.equals("/ocsp")
                || path.startsWith("/ocsp/")
                || path.equals("/tsa")
                || path.equals("/api/v1/renewals");
    }

    private static RateLimiter limiter(String name, Settings settings, Clock clock) {
        return new RateLimiter(
                settings.decimal("tallystick.limits." + name + "-rate"),
                settings.decimal("tallystick.limits." + name + "-burst"),
                ADDRESSES,
                clock);
    }
}
