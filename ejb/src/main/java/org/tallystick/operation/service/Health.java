package org.tallystick.operation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.service.SealKeys;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;
import org.tallystick.operation.service.PulseRepository.Pulse;
import org.tallystick.timestamping.service.CheckpointTimestamps;

/** Whether the platform is well: each part with its figures, the worst first. Looked at now, nothing is remembered. */
@ApplicationScoped
@PermitAll
public class Health {
    private static final List<State> URGENCY = List.of(State.BAD, State.WARN, State.UNKNOWN, State.OK);

    private final MachineHealth machine;
    private final LedgerHealth ledger;
    private final CertificateHealth certificates;
    private final TimeHealth time;
    private final SealKeys seal;
    private final Clock clock;

    @Inject
    Health(
            MachineHealth machine,
            LedgerHealth ledger,
            CertificateHealth certificates,
            TimeHealth time,
            SealKeys seal,
            Clock clock) {
        this.machine = machine;
        this.ledger = ledger;
        this.certificates = certificates;
        this.time = time;
        this.seal = seal;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Health() {
        this(null, null, null, null, null, null);
    }

    /**
     * What was seen in one look: health and metrics are both made of it, so that they cannot disagree.
     *
     * @param conditions the worst first; among equals database, clock, disk, memory, logs, time, the signing key, certificates
     * @param pulse of the database; empty if it does not answer, and then nothing else was asked of it
     * @param logs empty if they could not be read
     * @param timestamps how far each log is timestamped; empty if that could not be read
     */
    record Sight(
            List<Condition> conditions,
            Optional<Pulse> pulse,
            Optional<LedgerHealth.Standing> logs,
            Optional<List<CheckpointTimestamps.Progress>> timestamps) {
        /** Whether a log takes entries, or has some that are not public yet. Those that are over stay as they are, and are ever more. */
        boolean isAlive(String origin) {
            return logs.stream().flatMap(standing -> standing.logs().stream()).anyMatch(log -> log.origin()
                    .equals(origin));
        }
    }

    /** The worst first; among equals database, clock, disk, memory, logs, time, the signing key, certificates. */
    public List<Condition> conditions(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return look().conditions();
    }

    Sight look() {
        Optional<Pulse> pulse = machine.pulse();
        Optional<LedgerHealth.Standing> logs = pulse.flatMap(answered -> ledger.look());
        Optional<List<CheckpointTimestamps.Progress>> timestamps = pulse.flatMap(answered -> time.look());
        List<Condition> all = new ArrayList<>(machine.conditions(pulse));
        all.addAll(ledger.conditions(logs));
        all.addAll(time.conditions(timestamps));
        all.add(signing());
        all.addAll(pulse.map(answered -> certificates.conditions())
                .orElseGet(() -> List.of(new Condition("certificate", "TLS", State.UNKNOWN, List.of("-")))));
        all.sort(Comparator.comparing(condition -> URGENCY.indexOf(condition.state())));
        return new Sight(List.copyOf(all), pulse, logs, timestamps);
    }

    /** Bad while nothing is sealed; a warning while another key stands in. */
    private Condition signing() {
        Optional<SealKeys.Failure> failure = seal.failure();
        long minutes = failure.map(known ->
                        Duration.between(known.since(), clock.instant()).toMinutes())
                .orElse(0L);
        boolean standIn = failure.flatMap(SealKeys.Failure::standIn).isPresent();
        State state = failure.isEmpty() ? State.OK : standIn ? State.WARN : State.BAD;
        return new Condition(standIn ? "seal-stand-in" : "seal", "", state, List.of(Long.toString(minutes)));
    }

    /** Version, uptime and Java of this server, which are neither good nor bad. */
    public MachineHealth.Facts facts(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return machine.facts();
    }
}
