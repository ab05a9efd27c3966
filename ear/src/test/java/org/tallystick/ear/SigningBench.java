package org.tallystick.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The first figure: receipts a second and latencies over HTTPS with 1, 16 and 64 kept connections, with the embedded database and with
 * PostgreSQL (fsync on), beside the machine's ceiling measured in the same run. Server, database and load tool share the machine.
 */
public final class SigningBench {
    private static final int SECONDS = 8;
    private static final int[] CONNECTIONS = {1, 16, 64};

    private SigningBench() {}

    /** Takes about three minutes and stops by itself. */
    public static void main(String[] arguments) throws Exception {
        say("| database | connections | receipts/s | ceiling/s | ratio | p50 ms | p99 ms | max ms | errors |"
                + " server MB |");
        say("|---|---|---|---|---|---|---|---|---|---|");
        try (ServerProcess server =
                TestShop.configure(ServerProcess.fresh("bench-h2").compilingFully())) {
            Path file = server.base().resolve("ceiling");
            try (Connection own = h2(file)) {
                measure("H2", server, BenchCeiling.measure(own, true, SECONDS));
            }
        }
        try (Postgres postgres = Postgres.start();
                ServerProcess server = TestShop.configure(
                        ServerProcess.fresh("bench-postgres").compilingFully().with(postgres.database("bench")))) {
            try (Connection own = postgres.connect("bench")) {
                measure("PostgreSQL", server, BenchCeiling.measure(own, false, SECONDS));
            }
        }
    }

    /** Not through the driver manager, which does not see what Maven's class loader sees. */
    private static Connection h2(Path file) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file + ";WRITE_DELAY=0");
        source.setUser("sa");
        return source.getConnection();
    }

    private static void measure(String database, ServerProcess server, double ceiling) throws Exception {
        server.start();
        List<TestTill> tills = IntStream.range(0, CONNECTIONS[CONNECTIONS.length - 1])
                .mapToObj(i -> TestTill.enrol(server, TestShop.terminal(i)))
                .toList();
        BenchLoad.run(server, requests(tills.subList(0, 16), 3_000), SECONDS);
        for (int connections : CONNECTIONS) {
            int each = connections == 1 ? 6_000 : 60_000 / connections;
            BenchLoad.Result result = BenchLoad.run(server, requests(tills.subList(0, connections), each), SECONDS);
            print(database, result, ceiling, residentMegabytes(server));
        }
    }

    /** Signed before the clock starts. */
    private static List<List<byte[]>> requests(List<TestTill> tills, int each) {
        return tills.parallelStream()
                .map(till -> {
                    List<byte[]> bills = new ArrayList<>(each);
                    for (int i = 0; i < each; i++) {
                        bills.add(BenchLoad.request(till.next().toJson()));
                    }
                    return bills;
                })
                .toList();
    }

    private static void print(String database, BenchLoad.Result result, double ceiling, long megabytes) {
        say(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.2f | %.1f | %.1f | %.1f | %d | %d |",
                database,
                result.connections(),
                result.perSecond(),
                ceiling,
                result.perSecond() / ceiling,
                result.latency().getValueAtPercentile(50) / 1e3,
                result.latency().getValueAtPercentile(99) / 1e3,
                result.latency().getMaxValue() / 1e3,
                result.errors(),
                megabytes));
    }

    static long residentMegabytes(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
