package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.SplitView;
import org.tallystick.shared.AuditEvent;

/** Split views of our own logs that somebody has shown us: kept as evidence for everybody, and told. Never forgotten. */
@ApplicationScoped
@PermitAll
public class SplitViews {
    private static final Logger LOG = Logger.getLogger(SplitViews.class.getName());
    private static final int LISTED = 50;

    private final SplitViewRepository repository;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /**
     * Evidence that is kept.
     *
     * @param id names its file
     * @param size of the checkpoint that conflicts with the log
     */
    public record Found(String id, String origin, long size, Instant at) {}

    @Inject
    SplitViews(SplitViewRepository repository, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SplitViews() {
        this(null, null, null);
    }

    /** The newest first, at most fifty. */
    public List<Found> all() {
        return repository.list(LISTED);
    }

    /** The file of a piece of evidence, as {@code ledger compare} reads it. */
    public Optional<byte[]> evidence(String id) {
        return repository.evidence(id);
    }

    /** Keeps it, unless the same conflicting checkpoint is known already. */
    @Transactional
    void keep(LedgerLog log, String id, long size, SplitView view) {
        if (repository.evidence(id).isPresent()) {
            return;
        }
        repository.add(id, log.id(), size, clock.instant(), view.toJson());
        LOG.log(Level.SEVERE, "SPLIT VIEW: the key of {0} has signed two histories; evidence {1}", new Object[] {
            log.origin(), id
        });
        audit.fire(new AuditEvent("anybody", "PUBLIC", "", "", "ledger.split-view", log.origin(), "", id, ""));
    }
}
