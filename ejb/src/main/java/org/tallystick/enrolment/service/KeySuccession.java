package org.tallystick.enrolment.service;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.Problem;

/** Which key of a purpose is used, and when another follows it. Thread-safe; one key is made at a time. */
final class KeySuccession {
    private static final Logger LOG = Logger.getLogger(KeySuccession.class.getName());
    /** How long a node goes on with a key after another node has made its successor. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final KeyVault vault;
    private final Clock clock;
    private final Predicate<X509Certificate> ended;
    /** Guarded by this. */
    private final Map<String, Current> current = new HashMap<>();
    /** Purposes whose lack of a successor was told. Guarded by this. */
    private final Set<String> complained = new HashSet<>();

    /** The key of a purpose that is used now, found at that time. */
    private record Current(String name, Instant found) {}

    /** @param ended whether a certificate, or its issuer's, is revoked: its key is replaced */
    KeySuccession(KeyVault vault, Clock clock, Predicate<X509Certificate> ended) {
        this.vault = vault;
        this.clock = clock;
        this.ended = ended;
    }

    /**
     * The newest key of a purpose. One whose time runs out is followed; if that cannot be, or no successor could last longer because their
     * issuer ends, it goes on to its end.
     */
    synchronized VaultKey current(
            String purpose, Duration reserve, X509Certificate issuer, Supplier<VaultKey> successor) {
        Instant now = clock.instant();
        Instant longest = issuer.getNotAfter().toInstant().minusSeconds(1);
        Instant wished = now.plus(reserve);
        Instant limit = wished.isBefore(longest) ? wished : longest;
        Optional<VaultKey> newest = newestName(purpose, now).map(vault::key);
        Optional<VaultKey> lasting = newest.filter(key -> isLasting(key, limit));
        if (lasting.isPresent()) {
            return lasting.get();
        }
        current.remove(purpose);
        try {
            return successor.get();
        } catch (Problem | IllegalStateException e) {
            VaultKey usable = newest.filter(key -> isLasting(key, now)).orElseThrow(() -> e);
            if (complained.add(purpose)) {
                LOG.log(Level.WARNING, "No successor can be made for the key " + purpose + " before its end", e);
            }
            return usable;
        }
    }

    /** A successor from now on, whatever time the key before it has left. */
    synchronized VaultKey anew(String purpose, Supplier<VaultKey> successor) {
        current.remove(purpose);
        return successor.get();
    }

    private Optional<String> newestName(String purpose, Instant now) {
        Current known = current.get(purpose);
        if (known != null && Duration.between(known.found(), now).abs().compareTo(LOOK) < 0) {
            return Optional.of(known.name());
        }
        Optional<String> name = vault.newestName(purpose);
        name.ifPresent(found -> current.put(purpose, new Current(found, now)));
        return name;
    }

    private boolean isLasting(VaultKey key, Instant limit) {
        return key.certificate().getNotAfter().toInstant().isAfter(limit) && !ended.test(key.certificate());
    }
}
