package org.tallystick.operation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerIncidents;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerShard;
import org.tallystick.ledger.service.StoredIncident;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The operator's orders about logs: a new key now, and that an incident is understood. */
@ApplicationScoped
@PermitAll
public class LogDesk {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 1_000;
    private static final int PATIENCE_SECONDS = 10;

    private final Ledger ledger;
    private final LedgerFiles files;
    private final LedgerIncidents incidents;
    private final Event<AuditEvent> audit;

    @Inject
    LogDesk(Ledger ledger, LedgerFiles files, LedgerIncidents incidents, Event<AuditEvent> audit) {
        this.ledger = ledger;
        this.files = files;
        this.incidents = incidents;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LogDesk() {
        this(null, null, null, null);
    }

    /** Those that take entries first, then those that have ended, the newest first. */
    public List<LedgerShard> logs(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return files.shards();
    }

    /** The newest hundred, the newest first. */
    public List<StoredIncident> incidents(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return incidents.newest();
    }

    /**
     * Ends a log; a new one with a key of its own goes on.
     *
     * @throws Problem not-found if no such log takes entries; not-confirmed if it is not known yet whether it was done
     */
    public void newKey(Viewer viewer, String origin) {
        viewer.require(Role.OPERATOR);
        LedgerLog log = files.shards().stream()
                .filter(shard -> shard.isOpen() && shard.log().origin().equals(origin))
                .map(LedgerShard::log)
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No log of this name takes entries."));
        try {
            LedgerLog next = ledger.newKey(log).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            audit.fire(viewer.audit("log.new-key", origin).change(log.origin(), next.origin()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown();
        } catch (ExecutionException | TimeoutException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return new Problem(
                ProblemType.NOT_CONFIRMED, "The log did not answer in time. Look at the list before trying again.");
    }

    /**
     * Ends the alarm about an incident. The reason stands in the master log for ever.
     *
     * @throws Problem member-invalid without a reason; not-found if it is not open
     */
    public void acknowledge(Viewer viewer, String incident, String reason) {
        viewer.require(Role.OPERATOR);
        String words = reason.strip();
        if (words.length() < SHORTEST_REASON || words.length() > LONGEST_REASON) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "reason", "must have 10 to 1,000 characters");
        }
        if (!incidents.acknowledge(incident, viewer.login(), viewer.role().name(), words)) {
            throw new Problem(ProblemType.NOT_FOUND, "No such incident is open.");
        }
        audit.fire(viewer.audit("log.acknowledge", incident).because(words));
    }
}
