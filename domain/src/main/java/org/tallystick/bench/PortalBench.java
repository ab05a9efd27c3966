package org.tallystick.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The read side alone: so many readers at once over kept HTTPS connections, each with the next request when the last is answered, in a
 * mixture of receipt pages by their links, verifications, tiles and a signed-in merchant's lists and searches. Ends by itself.
 */
public final class PortalBench {
    private static final int WARM_SECONDS = 20;

    private final GrowthPlan plan;
    private final Readers readers;
    private final Consumer<String> said;

    /** How many read at once, and for how long. */
    public record Readers(int count, int seconds) {}

    private PortalBench(GrowthPlan plan, Readers readers, Consumer<String> said) {
        this.plan = plan;
        this.readers = readers;
        this.said = said;
    }

    /**
     * Takes some two minutes and what loading takes.
     *
     * @param said is told what goes on
     * @throws BenchException if it cannot be measured, or what was loaded does not verify
     */
    public static PortalReport run(GrowthPlan plan, Readers readers, Consumer<String> said)
            throws IOException, SQLException, InterruptedException {
        return new PortalBench(plan, readers, said).measure();
    }

    private PortalReport measure() throws IOException, SQLException, InterruptedException {
        try (Started started = Started.inFolder()) {
            GrownPlatform platform = GrownPlatform.start(plan, started, said);
            ReadSide side = ReadSide.of(platform);
            said.accept("checking what was loaded");
            LoadedCheck.of(platform, side);
            ReadLoad load = ReadLoad.weighted(side.kinds());
            said.accept("warming up");
            load.run(readers.count(), WARM_SECONDS);
            said.accept("measuring with %d readers".formatted(readers.count()));
            SigningRun.Watched watched = new SigningRun.Watched(
                    platform.running().process(), platform.databaseOf().process());
            CpuTimes before = watched.now();
            long begun = System.nanoTime();
            List<ReadTimes> times = load.run(readers.count(), readers.seconds());
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new PortalReport(
                    plan.receipts(),
                    readers.count(),
                    seconds,
                    times,
                    watched.now().since(before),
                    unused(platform));
        }
    }

    /** Indexes of more than a few pages that nothing has been looked up in since the database began, but for those that keep rows apart. */
    private static List<String> unused(GrownPlatform platform) throws SQLException {
        try (Connection connection = platform.connect();
                BenchRepository rows = new BenchRepository(connection)) {
            return rows
                    .list(
                            "SELECT s.relname || '.' || s.indexrelname || ' ' || pg_relation_size(s.indexrelid) / 1024 || ' KB'"
                                    + " FROM pg_stat_user_indexes s JOIN pg_index x ON x.indexrelid = s.indexrelid"
                                    + " WHERE s.idx_scan = 0 AND NOT x.indisunique AND pg_relation_size(s.indexrelid) > 65536"
                                    + " ORDER BY pg_relation_size(s.indexrelid) DESC")
                    .stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }
}
