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
    private static final int LEAST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 12;
    private static final double STEADY = 0.05;
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
     * Until two rounds in a row differ by less than a twentieth, for at least twenty seconds and at most sixty.
     *
     * @throws BenchException if nothing is accepted
     */
    void warmUp() throws IOException, InterruptedException {
        int most = plan.connections().stream().max(Comparator.naturalOrder()).orElseThrow();
        double before = 0;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            Load.Result result = load(new Load.Plan(most, ROUND_SECONDS, OptionalDouble.empty()));
            double rate = result.acceptedPerSecond();
            if (result.tally().accepted() == 0) {
                throw new BenchException(
                        "The server accepts no bill: " + result.tally().errors());
            }
            said.accept(String.format(Locale.ROOT, "warming up: %,.0f receipts/s", rate));
            if (round >= LEAST_ROUNDS && Math.abs(rate - before) < STEADY * before) {
                return;
            }
            before = rate;
        }
    }

    SigningStep step(int connections) throws IOException, InterruptedException {
        said.accept("measuring with %d connections".formatted(connections));
        Load.Result result = load(
                new Load.Plan(connections, plan.load().seconds(), plan.load().requestRate()));
        return new SigningStep(result, plan.load().batch(), ProcessTimes.residentMebibytes(watched.server()));
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
