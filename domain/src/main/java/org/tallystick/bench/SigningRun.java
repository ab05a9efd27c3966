package org.tallystick.bench;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The loads of one run against one server. */
final class SigningRun {
    private static final int ROUND_SECONDS = 5;
    private static final int HOT_ROUNDS = 4;
    private static final int SETTLING_SECONDS = 15;
    private static final int LEAST_SETTLING = 4;
    private static final int MOST_SETTLING = 12;
    /** Rounds in a row that have not become cheaper by a thirtieth. */
    private static final int STEADY_ROUNDS = 2;

    private static final double STEADY = 0.97;
    private static final double MICROS = 1e6;
    /** Of what a first guess may be wrong. */
    private static final double MARGIN = 1.5;

    private static final double FIRST_GUESS = 5_000;
    /** Of one connection in closed loop, which waits for a group each time. */
    private static final double MOST_OF_ONE = 400;

    private static final double QUIET_SHARE = 0.1;
    private static final int QUIET_PATIENCE_SECONDS = 30;

    private final SigningPlan plan;
    private final LoadTarget target;
    private final List<BenchTill> tills;
    private final Watched watched;
    private final Consumer<String> said;
    private double bestPerSecond = FIRST_GUESS;

    /** Processes whose time is counted: the server's and the database's first, where they are on this machine. */
    record Watched(OptionalLong server, OptionalLong database) {
        CpuTimes now() {
            return new CpuTimes(ProcessTimes.own(), ProcessTimes.of(server), ProcessTimes.ofFamily(database));
        }
    }

    SigningRun(SigningPlan plan, LoadTarget target, List<BenchTill> tills, Watched watched, Consumer<String> said) {
        this.plan = plan;
        this.target = target;
        this.tills = tills;
        this.watched = watched;
        this.said = said;
    }

    /**
     * Twenty seconds at the most that the server takes, so that everything it does is worth compiling; then at half of that, where its
     * compiler finds time, until the processor time of a receipt falls no more: a minute at least, three at most. At full load a JVM of two
     * processors compiles for a quarter of an hour, and would be measured doing it.
     *
     * @throws BenchException if nothing is accepted
     */
    void warmUp() throws IOException, InterruptedException {
        int connections =
                plan.connections().stream().max(Comparator.naturalOrder()).orElseThrow();
        double rate = 0;
        for (int round = 0; round < HOT_ROUNDS; round++) {
            Load.Result result = load(new Load.Plan(connections, ROUND_SECONDS, OptionalDouble.empty()));
            if (result.tally().accepted() == 0) {
                throw new BenchException(
                        "The server accepts no bill: " + result.tally().errors());
            }
            rate = result.acceptedPerSecond();
            said.accept(String.format(Locale.ROOT, "warming up: %,.0f receipts/s", rate));
        }
        settle(connections, OptionalDouble.of(rate / 2 / plan.load().batch()));
    }

    private void settle(int connections, OptionalDouble requestRate) throws IOException, InterruptedException {
        double least = Double.MAX_VALUE;
        int since = 0;
        for (int round = 1; round <= MOST_SETTLING && (round <= LEAST_SETTLING || since < STEADY_ROUNDS); round++) {
            Load.Result result = load(new Load.Plan(connections, SETTLING_SECONDS, requestRate));
            double micros = result.cpu().server() / Math.max(1, result.tally().accepted()) * MICROS;
            said.accept(String.format(Locale.ROOT, "settling: %,.0f µs of the server's time a receipt", micros));
            since = micros < least * STEADY ? 0 : since + 1;
            least = Math.min(least, micros);
        }
    }

    SigningStep step(int connections) throws IOException, InterruptedException {
        Load.Plan load =
                new Load.Plan(connections, plan.load().seconds(), plan.load().requestRate());
        sign(load); // long before silence is over
        try (IdleConnections idle = IdleConnections.open(target, plan.idle())) {
            said.accept("measuring with %d connections".formatted(connections));
            Load.Result result = load(load);
            long memory = ProcessTimes.residentMebibytes(watched.server());
            return new SigningStep(result, plan.load().batch(), idle.open(), memory);
        }
    }

    private Load.Result load(Load.Plan load) throws IOException, InterruptedException {
        sign(load);
        Load.Result result = Load.run(target, load, tills, watched::now);
        bestPerSecond = Math.max(bestPerSecond, result.acceptedPerSecond());
        return result;
    }

    /** Before the clock starts, and more than can be sent. */
    private void sign(Load.Plan load) {
        int batch = plan.load().batch();
        double perSecond = load.rate().isPresent()
                ? load.rate().getAsDouble()
                : Math.min(bestPerSecond / batch, load.connections() * MOST_OF_ONE) * MARGIN;
        double each = perSecond * load.seconds() / tills.size();
        IntStream.range(0, tills.size()).parallel().forEach(i -> tills.get(i).fill((int) Math.ceil(each) + 2));
    }

    /** Returns when the server has nothing left to do, or after half a minute. */
    void awaitQuiet() throws InterruptedException {
        for (int second = 0; second < QUIET_PATIENCE_SECONDS; second++) {
            double before = ProcessTimes.of(watched.server()) + ProcessTimes.ofFamily(watched.database());
            TimeUnit.SECONDS.sleep(1);
            double passed = ProcessTimes.of(watched.server()) + ProcessTimes.ofFamily(watched.database()) - before;
            if (passed < QUIET_SHARE) {
                return;
            }
        }
        said.accept("the server is still busy; the ceiling will be lower for it");
    }
}
