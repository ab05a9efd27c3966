package org.tallystick.operation.service;

import static org.tallystick.operation.Condition.falling;
import static org.tallystick.operation.Condition.rising;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;
import org.tallystick.operation.service.PulseRepository.Pulse;
import org.tallystick.shared.service.ClockSource;
import org.tallystick.shared.service.DatabaseCluster;
import org.tallystick.shared.service.Replication;
import org.tallystick.shared.service.Settings;

/** Database, clock, disk and memory of this server. */
@ApplicationScoped
class MachineHealth {
    private static final Logger LOG = Logger.getLogger(MachineHealth.class.getName());
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double SLOW_MILLIS = 50;
    private static final double TOO_SLOW_MILLIS = 500;
    /** The ledger stops at two seconds. */
    private static final double CLOCK_OFF_MILLIS = 500;

    private static final double CLOCK_STOPS_MILLIS = 2_000;
    private static final double FEW_DISK_PERCENT = 20;
    private static final double NO_DISK_PERCENT = 5;
    private static final double MUCH_HEAP_PERCENT = 85;
    private static final double FULL_HEAP_PERCENT = 97;
    private static final double GIBI = 1L << 30;
    private static final long MEBI = 1L << 20;

    private final PulseRepository database;
    private final DatabaseCluster cluster;
    private final Settings settings;
    private final Clock clock;

    /** Of this server. */
    public record Facts(String version, Duration uptime, String java) {}

    @Inject
    MachineHealth(PulseRepository database, DatabaseCluster cluster, Settings settings, Clock clock) {
        this.database = database;
        this.cluster = cluster;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MachineHealth() {
        this(null, null, null, null);
    }

    /** Empty if the database does not answer. */
    Optional<Pulse> pulse() {
        try {
            return Optional.of(database.ask());
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database does not answer", e);
            return Optional.empty();
        }
    }

    List<Condition> conditions(Optional<Pulse> pulse) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(pulse.map(MachineHealth::database)
                .orElseGet(() -> new Condition("database", "", State.BAD, List.of("-", "-"))));
        conditions.add(pulse.map(this::clock).orElseGet(() -> new Condition("clock", "", State.UNKNOWN, List.of("-"))));
        cluster.last().ifPresent(replication -> conditions.add(standbys(replication)));
        conditions.add(disk());
        conditions.add(heap());
        return conditions;
    }

    Facts facts() {
        String version = Optional.ofNullable(Settings.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
        Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return new Facts(version, uptime, Runtime.version().toString());
    }

    private static Condition database(Pulse pulse) {
        double millis = pulse.nanos() / NANOS_PER_MILLI;
        return new Condition(
                "database",
                "",
                rising(millis, SLOW_MILLIS, TOO_SLOW_MILLIS),
                List.of(String.format(Locale.ROOT, "%.1f", millis), pulse.product()));
    }

    /** One standby is enough to lose nothing, and the last one. */
    private static Condition standbys(Replication replication) {
        long count = replication.synchronousStandbys();
        return new Condition(
                replication.fault().map(fault -> "standbys-" + fault).orElse("standbys"),
                "",
                replication.fault().isPresent() ? State.BAD : State.OK,
                List.of(Long.toString(count), replication.standbyNames()));
    }

    private Condition clock(Pulse pulse) {
        long ours = clock.millis() - ClockSource.distance(clock).toMillis();
        long off = Math.abs(ours - pulse.time().toEpochMilli());
        return new Condition("clock", "", rising(off, CLOCK_OFF_MILLIS, CLOCK_STOPS_MILLIS), List.of(off + ""));
    }

    private Condition disk() {
        try {
            FileStore store = Files.getFileStore(settings.dataDir());
            double percent = 100.0 * store.getUsableSpace() / Math.max(1, store.getTotalSpace());
            return new Condition(
                    "disk",
                    "",
                    falling(percent, FEW_DISK_PERCENT, NO_DISK_PERCENT),
                    List.of(
                            String.format(Locale.ROOT, "%.1f", store.getUsableSpace() / GIBI),
                            String.format(Locale.ROOT, "%.0f", percent)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The space of the data directory cannot be read", e);
            return new Condition("disk", "", State.UNKNOWN, List.of("-", "-"));
        }
    }

    private static Condition heap() {
        MemoryUsage kept = kept();
        double percent = 100.0 * kept.getUsed() / Math.max(1, kept.getMax());
        return new Condition(
                "heap",
                "",
                rising(percent, MUCH_HEAP_PERCENT, FULL_HEAP_PERCENT),
                List.of(kept.getUsed() / MEBI + "", kept.getMax() / MEBI + ""));
    }

    /** What the last full collection has left of what lives long: all else is garbage soon, and a server under load is full of it. */
    private static MemoryUsage kept() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .findFirst()
                .map(pool -> Optional.ofNullable(pool.getCollectionUsage())
                        .filter(left -> left.getUsed() > 0)
                        .orElseGet(pool::getUsage))
                .orElseGet(() -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
    }
}
