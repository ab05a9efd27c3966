package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.tallystick.enrolment.RevocationList;
import org.tallystick.shared.service.Settings;

/**
 * Revocation lists, one for each authority whose key is here. A list is made when it is asked for and something has been revoked
 * since, on whichever node, or half of its life is over. So no revocation waits for a schedule; and every node serves the same
 * list.
 */
@ApplicationScoped
@PermitAll
public class RevocationLists {
    private static final Logger LOG = Logger.getLogger(RevocationLists.class.getName());
    private static final String LIFE = "tallystick.enrolment.revocation-list-life";

    private final RevocationRepository repository;
    private final RevocationListMaker maker;
    private final Clock clock;
    private final Map<String, Published> newest = new ConcurrentHashMap<>();

    /** A list as it is served. */
    public record Published(byte[] der, RevocationList.Edition edition) {
        static Published of(RevocationList list) {
            return new Published(list.der(), list.edition());
        }

        boolean isFresh(long version, Instant now) {
            Duration life = Duration.between(edition.madeAt(), edition.nextUpdate());
            return edition.version() == version
                    && der.length > 0
                    && !now.isBefore(edition.madeAt().minusSeconds(1))
                    && now.isBefore(edition.madeAt().plus(life.dividedBy(2)));
        }
    }

    @Inject
    RevocationLists(RevocationRepository repository, RevocationListMaker maker, Clock clock) {
        this.repository = repository;
        this.maker = maker;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RevocationLists() {
        this(null, null, null);
    }

    static Duration life(Settings settings) {
        Duration life = settings.duration(LIFE);
        if (life.compareTo(Duration.ofHours(1)) < 0 || life.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalStateException("Setting " + LIFE + " must be between PT1H and P30D;"
                    + " see META-INF/microprofile-config.properties for its meaning and default");
        }
        return life;
    }

    /**
     * The list that says what is revoked now. Where the authority's key has been taken away, such as the root's, it is the last one that
     * was signed with it.
     *
     * @param issuer thumbprint of the authority
     * @return nothing if no authority with this thumbprint has, or has had, its key here
     */
    public Optional<Published> of(String issuer) {
        try {
            return maker.canSign(issuer) ? Optional.of(current(issuer)) : last(issuer);
        } catch (KeyDeviceFault | RuntimeOperatorException e) {
            LOG.log(Level.WARNING, "A revocation list cannot be signed; the last one is served", e);
            return last(issuer);
        }
    }

    private Optional<Published> last(String issuer) {
        return repository.list(issuer).filter(list -> list.der().length > 0).map(Published::of);
    }

    private Published current(String issuer) {
        Published known = newest.get(issuer);
        if (known != null && known.isFresh(repository.newest(issuer), clock.instant())) {
            return known;
        }
        Published made = make(issuer);
        newest.put(issuer, made);
        return made;
    }

    private Published make(String issuer) {
        if (repository.list(issuer).isEmpty()) {
            try {
                repository.openList(issuer);
            } catch (RuntimeException e) {
                LOG.log(Level.FINE, "Another node has opened the list first", e);
            }
        }
        return maker.current(issuer);
    }
}
