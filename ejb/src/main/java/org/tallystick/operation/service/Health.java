package org.tallystick.operation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;
import org.tallystick.signing.service.SealBreaker;

/** Whether the platform is well: each part with its figures, the worst first. Looked at now, nothing is remembered. */
@ApplicationScoped
@PermitAll
public class Health {
    private static final List<State> URGENCY = List.of(State.BAD, State.WARN, State.UNKNOWN, State.OK);

    private final MachineHealth machine;
    private final LedgerHealth ledger;
    private final CertificateHealth certificates;
    private final TimeHealth time;
    private final SealBreaker seal;
    private final Clock clock;

    @Inject
    Health(
            MachineHealth machine,
            LedgerHealth ledger,
            CertificateHealth certificates,
            TimeHealth time,
            SealBreaker seal,
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

    /** The worst first; among equals database, clock, disk, memory, logs, time, the signing key, certificates. */
    public List<Condition> conditions(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        List<Condition> all = new ArrayList<>(machine.conditions());
        all.addAll(ledger.conditions());
        all.addAll(time.conditions());
        all.add(signing());
        all.addAll(certificates.conditions(viewer));
        all.sort(Comparator.comparing(condition -> URGENCY.indexOf(condition.state())));
        return all;
    }

    private Condition signing() {
        long minutes = seal.openSince()
                .map(since -> Duration.between(since, clock.instant()).toMinutes())
                .orElse(0L);
        State state = seal.openSince().isPresent() ? State.BAD : State.OK;
        return new Condition("seal", "", state, List.of(Long.toString(minutes)));
    }

    /** Version, uptime and Java of this server, which are neither good nor bad. */
    public MachineHealth.Facts facts(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return machine.facts();
    }
}
