package org.tallystick.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * What a platform can still do with many receipts stored: for each number, a fresh one that holds them, its pages one request after the
 * other, its bytes, and how many receipts a second it signs. Ends by itself.
 */
public final class GrowthBench {
    private static final int WARM = 5;
    private static final int WARM_READERS = 4;

    private final GrowthPlan plan;
    private final Load load;
    private final Consumer<String> said;

    /**
     * What is asked of each platform.
     *
     * @param warmSeconds of reading before anything is measured, half of it all kinds alike and half as often as people ask
     * @param reads requests of each kind
     * @param connections over which bills are sent
     * @param seconds of sending them; 0: none are sent
     */
    public record Load(int warmSeconds, int reads, int connections, int seconds) {}

    private GrowthBench(GrowthPlan plan, Load load, Consumer<String> said) {
        this.plan = plan;
        this.load = load;
        this.said = said;
    }

    /**
     * Measures once for each number of receipts; 0 is an empty platform, whose signing alone is measured.
     *
     * @param said is told what goes on
     * @throws BenchException if it cannot be measured, or what was loaded does not verify
     */
    public static GrowthReport run(GrowthPlan plan, List<Long> receipts, Load load, Consumer<String> said)
            throws IOException, SQLException, InterruptedException {
        List<GrowthReport.Size> sizes = new ArrayList<>();
        for (long stored : receipts) {
            sizes.add(new GrowthBench(plan.with(stored), load, said).measure());
        }
        return new GrowthReport(sizes);
    }

    private GrowthReport.Size measure() throws IOException, SQLException, InterruptedException {
        try (Started started = Started.inFolder()) {
            GrownPlatform platform = GrownPlatform.start(plan, started, said);
            SigningRun run = run(platform);
            String checked = "";
            List<ReadTimes> reads = List.of();
            if (plan.receipts() > 0) {
                ReadSide side = ReadSide.of(platform);
                said.accept("checking what was loaded");
                checked = LoadedCheck.of(platform, side);
                run.awaitQuiet();
                reads = read(side);
            }
            StoredBytes stored = stored(platform);
            Optional<SigningStep> step = Optional.empty();
            if (load.seconds() > 0) {
                run.warmUp();
                run.awaitQuiet();
                platform.checkpoint();
                run.awaitQuiet();
                step = Optional.of(run.step(load.connections()));
            }
            return new GrowthReport.Size(plan.receipts(), platform.loadSeconds(), checked, reads, stored, step);
        }
    }

    private List<ReadTimes> read(ReadSide side) throws IOException, InterruptedException {
        List<ReadSide.Kind> kinds = side.kinds();
        said.accept("warming up");
        // Half of it as often as people ask: a page that is compiled only half is not what a server gives after its
        // first hour.
        ReadLoad.even(kinds).run(WARM_READERS, load.warmSeconds() / 2);
        ReadLoad.weighted(kinds).run(WARM_READERS, load.warmSeconds() / 2);
        said.accept("reading pages");
        List<ReadTimes> all = new ArrayList<>();
        for (ReadSide.Kind kind : kinds) {
            all.add(ReadTimes.of(kind, WARM, load.reads()));
        }
        return all;
    }

    private StoredBytes stored(GrownPlatform platform) throws SQLException {
        try (Connection connection = platform.connect();
                BenchRepository rows = new BenchRepository(connection)) {
            return StoredBytes.of(rows, plan.receipts());
        }
    }

    private SigningRun run(GrownPlatform platform) throws IOException {
        SigningPlan.Running running = platform.running();
        LoadTarget target = SigningBench.target(running);
        List<BenchTill> tills = platform.bills().stream()
                .map(bills -> new BenchTill(bills::next, target.host(), 1))
                .toList();
        SigningPlan.Bills bills = new SigningPlan.Bills(
                SignatureAlgorithm.ES256, plan.terminals(), 1, OptionalDouble.empty(), Math.max(1, load.seconds()));
        return new SigningRun(
                new SigningPlan(
                        Optional.of(plan.home()),
                        Optional.of(running),
                        Optional.empty(),
                        bills,
                        List.of(load.connections()),
                        0,
                        Map.of()),
                target,
                tills,
                new SigningRun.Watched(running.process(), platform.databaseOf().process()),
                said);
    }
}
