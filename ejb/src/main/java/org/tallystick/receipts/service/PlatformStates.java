package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.enrolment.service.CertificateAuthority;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.receipts.PlatformState;
import org.tallystick.receipts.PlatformState.NewestCheckpoint;
import org.tallystick.shared.service.Settings;

/** What the frame of every page says, read at most once a second. */
@ApplicationScoped
class PlatformStates {
    private static final Logger LOG = Logger.getLogger(PlatformStates.class.getName());
    private static final long REFRESH_MILLIS = 1_000;

    private final CertificateAuthority authority;
    private final LedgerFiles ledger;
    private final Settings settings;
    private final Clock clock;
    private volatile Optional<Reading> last = Optional.empty();

    @Inject
    PlatformStates(CertificateAuthority authority, LedgerFiles ledger, Settings settings, Clock clock) {
        this.authority = authority;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PlatformStates() {
        this(null, null, null, null);
    }

    private record Reading(long at, PlatformState state) {}

    PlatformState current() {
        long now = clock.millis();
        return last.filter(reading -> Math.abs(now - reading.at()) < REFRESH_MILLIS)
                .map(Reading::state)
                .orElseGet(() -> read(now));
    }

    private PlatformState read(long now) {
        PlatformState state = new PlatformState(settings.baseUrl(), authority.demo(), checkpoint());
        last = Optional.of(new Reading(now, state));
        return state;
    }

    /** Empty while the ledger cannot be read: a page must still come up and say what it can. */
    private Optional<NewestCheckpoint> checkpoint() {
        try {
            return ledger.logs().stream()
                    .filter(log -> !log.isMaster())
                    .flatMap(log -> ledger.publishedState(log).stream()
                            .map(published -> new NewestCheckpoint(
                                    log.origin(), published.size(), Instant.ofEpochMilli(published.publishedAt()))))
                    .max(Comparator.comparing(NewestCheckpoint::time));
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "the newest checkpoint cannot be read", e);
            return Optional.empty();
        }
    }
}
