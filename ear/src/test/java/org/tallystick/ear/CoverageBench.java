package org.tallystick.ear;

import java.util.Locale;

/**
 * A hundred thousand sales at two hundred terminals over five days, two thousand of them failing in every way, through the real HTTPS
 * endpoint on PostgreSQL: what the platform finds, and what it takes for what. {@code -Dsales=20000} makes it shorter.
 */
public final class CoverageBench {
    private static final int TERMINALS = 200;
    private static final int MERCHANTS = 10;
    private static final int SALES = 100_000;
    private static final int SALES_OF_A_DAY = 20_000;
    private static final int SALES_OF_A_FAILURE = 50;
    private static final long SEED = 20_261_129;

    private CoverageBench() {}

    /** Takes some minutes and stops by itself. */
    public static void main(String[] arguments) throws Exception {
        int sales = Integer.getInteger("sales", SALES);
        int days = Math.max(1, sales / SALES_OF_A_DAY);
        TrialPlan.Size size =
                new TrialPlan.Size(TERMINALS, sales, days, sales / SALES_OF_A_FAILURE, Math.max(1, days / 2));
        var others = new TrialServer.Others(MERCHANTS, TERMINALS / MERCHANTS);
        try (Postgres postgres = Postgres.start();
                TrialServer server = new TrialServer(
                                ServerProcess.fresh("bench-coverage")
                                        .compilingFully()
                                        .with(postgres.database("bench")),
                                others)
                        .start();
                CoverageTrial trial = new CoverageTrial(server, size, SEED)) {
            long started = System.nanoTime();
            TrialResult result = trial.run();
            say(result.table());
            result.unseen().forEach(label -> say("not found: " + label));
            result.falseAlarms().forEach(row -> say("false alarm: " + row));
            result.misses().forEach(CoverageBench::say);
            say(result.summary());
            say(String.format(
                    Locale.ROOT,
                    "%,d bills stored, %,d of them behind the next one of their terminal, in %.0f s; figures of all terminals %s",
                    trial.bills(),
                    trial.overtaken(),
                    (System.nanoTime() - started) / 1e9,
                    trial.counted().equals(trial.figures()) ? "right to the unit" : "WRONG"));
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
