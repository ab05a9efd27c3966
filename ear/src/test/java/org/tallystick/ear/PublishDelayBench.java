package org.tallystick.ear;

import static org.awaitility.Awaitility.await;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * {@code mvn -Pbench -Dbench=PublishDelay}: tills that sell for a minute, and how long an entry waited from its commit to the public
 * checkpoint over it, as the server's own metrics say. The checkpoint moves as often as by default.
 */
public final class PublishDelayBench {
    private static final int TILLS = Integer.getInteger("tills", 8);
    private static final Duration WHILE = Duration.ofSeconds(Integer.getInteger("seconds", 60));
    private static final String DELAY = "tallystick_ledger_publish_delay_seconds";
    private static final String COMMIT = "tallystick_ledger_group_commit_seconds";

    private PublishDelayBench() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        ServerProcess fresh = TestShop.configure(ServerProcess.fresh("publish-delay"))
                .compilingFully()
                .with("TALLYSTICK_LEDGER_PUBLISH_INTERVAL", "PT5S");
        try (ServerProcess server = fresh.start();
                SteadyLoad load = SteadyLoad.start(server, TILLS)) {
            Thread.sleep(WHILE.toMillis());
            load.stop();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        Scrape now = Scrape.of(server);
                        return now.sum("tallystick_ledger_published_entries") == now.sum("tallystick_ledger_entries");
                    });
            Scrape scrape = Scrape.of(server);
            String[] shop = {"institution", "48023310"};
            out.printf(
                    Locale.ROOT,
                    "%d tills, %d s: %.0f bills sealed, %.0f entries public in %.0f groups%n",
                    TILLS,
                    WHILE.toSeconds(),
                    scrape.sum("tallystick_bills_stored_total", "kind", "signed"),
                    scrape.value(DELAY + "_count", shop),
                    scrape.value(COMMIT + "_count", shop));
            for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
                out.printf(
                        Locale.ROOT,
                        "p%.0f: publish delay %.2f s, group commit %.1f ms%n",
                        share * 100,
                        scrape.quantile(DELAY, share, shop),
                        scrape.quantile(COMMIT, share, shop) * 1_000);
            }
        }
    }
}
