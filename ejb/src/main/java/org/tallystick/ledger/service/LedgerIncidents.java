package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.EntryKind;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.service.Ids;

/**
 * What was found wrong with a log: an alarm until an operator acknowledges it, and an entry of kind {@code incident} in the master log.
 * Acknowledging, with a reason, is an entry of kind {@code restore}; both objects name both heads in words. An entry that a crash leaves
 * out is appended at the next round: twice at worst, never not at all.
 */
@ApplicationScoped
@PermitAll
public class LedgerIncidents {
    private final IncidentRepository repository;
    private final MasterLog master;
    private final Clock clock;

    @Inject
    LedgerIncidents(IncidentRepository repository, MasterLog master, Clock clock) {
        this.repository = repository;
        this.master = master;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerIncidents() {
        this(null, null, null);
    }

    /** Those that nobody has acknowledged, the oldest first. */
    public List<StoredIncident> open() {
        return repository.open().stream().map(IncidentRepository.Row::incident).toList();
    }

    /** The newest hundred, the newest first. */
    public List<StoredIncident> newest() {
        return repository.newest().stream()
                .map(IncidentRepository.Row::incident)
                .toList();
    }

    /**
     * Ends the alarm: the operator knows what happened and says so.
     *
     * @param by who, for the record
     * @param role theirs, which the public entry names instead
     * @param reason why it is as it should be now, such as which backup was restored
     * @return false if somebody did so before, or there is no such incident
     */
    public boolean acknowledge(String id, String by, String role, String reason) {
        Optional<StoredIncident> incident =
                open().stream().filter(open -> open.id().equals(id)).findFirst();
        long now = clock.millis();
        return incident.isPresent() && repository.acknowledge(id, now, by, object(incident.get(), role, reason, now));
    }

    private static byte[] object(StoredIncident incident, String role, String reason, long now) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", "acknowledged");
        object.put("incident", incident.id());
        object.put("origin", incident.origin());
        object.put("facts", incident.facts());
        object.put("actor", role);
        object.put("reason", reason);
        object.put("time", Instant.ofEpochMilli(now).toString());
        object.put("salt", Ids.random());
        return JsonWriter.write(object);
    }

    /** Found in what is stored of a log that goes on: it is not published further until that is mended. */
    void damaged(LedgerLog log, String facts) {
        repository.raise(log, LogIncident.Kind.DAMAGED, facts, clock.millis());
    }

    /** Appends what still waits for its entry. */
    void publish() {
        for (IncidentRepository.Row row : repository.unlogged()) {
            LedgerPosition place = append(EntryKind.INCIDENT, row);
            repository.logged(row.incident().id(), place.log().id(), place.index());
        }
        for (IncidentRepository.Row row : repository.unloggedAcknowledgements()) {
            LedgerPosition place = append(EntryKind.RESTORE, row);
            repository.acknowledgementLogged(row.incident().id(), place.log().id(), place.index());
        }
    }

    private LedgerPosition append(EntryKind kind, IncidentRepository.Row row) {
        byte[] object = kind == EntryKind.INCIDENT ? row.object() : row.acknowledgement();
        return master.state(new ObjectWriter.Statement(kind, row.incident().id(), object, Optional.empty()))
                .orElseThrow();
    }
}
