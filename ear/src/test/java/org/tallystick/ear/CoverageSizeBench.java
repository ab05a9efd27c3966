package org.tallystick.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Role;

/**
 * What missing signatures cost where there is too much of everything, on PostgreSQL: the health of 20,000 terminals, page and watch, and a
 * settlement file of a million rows whose sales never came here at all, with the cases that are opened, the pages that list them, the
 * server's memory, and what undoing costs. {@code -Drows=50000} makes it shorter.
 */
public final class CoverageSizeBench {
    private static final int TERMINALS = 20_000;
    private static final int SETTLED_TERMINALS = 200;
    private static final int ASKED = 40;
    private static final Pattern WATCH = Pattern.compile("(?s)Looks for certificates that end.*?</tr>");

    private final ServerProcess server;
    private final Connection database;

    private CoverageSizeBench(ServerProcess server, Connection database) {
        this.server = server;
        this.database = database;
    }

    /** Takes some ten minutes and stops by itself. */
    public static void main(String[] arguments) throws Exception {
        try (Postgres postgres = Postgres.start();
                ServerProcess server = TestShop.configure(
                                ServerProcess.fresh("bench-size").with(postgres.database("bench")))
                        .start();
                Connection database = postgres.connect("bench")) {
            CoverageSizeBench bench = new CoverageSizeBench(server, database);
            bench.health();
            bench.settled(Long.getLong("rows", 1_000_000));
        }
    }

    private void health() throws Exception {
        execute("INSERT INTO terminal SELECT (50000000 + t)::text, 'H-' || t, (SELECT MIN(id) FROM store), 1, TRUE"
                + " FROM generate_series(0, " + (TERMINALS - 1) + ") t");
        execute("INSERT INTO certificate SELECT 'H' || t, 'TERMINAL', '\\x00', now() FROM generate_series(0, "
                + (TERMINALS - 1) + ") t");
        execute(
                "INSERT INTO terminal_certificate (thumbprint, terminal_no, series, key_digest, issued_at, not_after, delivered_at)"
                        + " SELECT 'H' || t, (50000000 + t)::text, 1, 'K' || t, now() - interval '300 days',"
                        + " now() + (20 + t % 345) * interval '1 day', now() FROM generate_series(0, " + (TERMINALS - 1)
                        + ") t");
        execute("INSERT INTO terminal_program SELECT (50000000 + t)::text, DATE '2026-01-01' + 30 * n, 0, 0, 'Trial',"
                + " 'T-' || t % 9, (1 + n) || '.' || t % 7 FROM generate_series(0, " + (TERMINALS - 1)
                + ") t, generate_series(0, 4) n");
        execute("INSERT INTO program_policy VALUES ('Trial', '*', DATE '2026-01-01', '5.1')");
        execute(
                "INSERT INTO terminal_health SELECT (50000000 + t)::text, extract(epoch FROM now()) * 1000 - (t % 50) * 1800000,"
                        + " t % 9, 1, 0, 0, t % 70000 FROM generate_series(0, " + (TERMINALS - 1) + ") t");
        execute("INSERT INTO terminal_event SELECT 'H' || t || '-' || n, (50000000 + t)::text, 1,"
                + " CASE WHEN n % 10 = 0 AND t % 5 = 0 THEN 'PAD_ERROR' ELSE 'HEARTBEAT' END,"
                + " now() - n * interval '2 hours', now() - n * interval '2 hours', '\\x00'"
                + " FROM generate_series(0, " + (TERMINALS - 1) + ") t, generate_series(0, 39) n");
        execute("VACUUM ANALYZE");
        say("%,d terminals with %,d events".formatted(TERMINALS, TERMINALS * 40));
        PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
        for (String page : new String[] {
            "/institution/health", "/institution/health?which=signs", "/institution/health?page=390", "/institution"
        }) {
            measure(officer, page);
        }
        Thread.sleep(65_000);
        watch();
    }

    private void settled(long rows) throws Exception {
        Path file = Files.createTempFile("settlement", ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write(SettledSales.HEADER);
            for (long i = 0; i < rows; i++) {
                out.write("%d,%06d,%06d,%012d,消费,%d.%02d,%s\n"
                        .formatted(
                                50_000_000 + i % SETTLED_TERMINALS,
                                1,
                                i / SETTLED_TERMINALS + 1,
                                i,
                                1 + i % 900,
                                i % 100,
                                SettledSales.today().minusDays(20)));
            }
        }
        PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
        long before = server.residentMegabytes();
        long started = System.nanoTime();
        String page = ReconciliationBench.upload(server, officer, file);
        Files.delete(file);
        while (officer.get(page).text().contains("data-live=\"true\"")) {
            Thread.sleep(500);
        }
        say("%,d rows without a receipt decided after %.0f s".formatted(rows, seconds(started)));
        long cases = 0;
        long still = System.nanoTime();
        while (seconds(still) < 75) {
            Thread.sleep(1_000);
            long now = count("SELECT COUNT(*) FROM coverage_case");
            if (now != cases) {
                cases = now;
                still = System.nanoTime();
            }
        }
        say("%,d cases, the last after %.0f s, none more in %.0f s; memory %d MB before, %d MB now"
                .formatted(
                        cases, seconds(started) - seconds(still), seconds(still), before, server.residentMegabytes()));
        measure(officer, "/institution/unsigned");
        measure(officer, "/institution/unsigned?page=100");
        measure(officer, page);
        measure(PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER), "/merchant/unsigned");
        started = System.nanoTime();
        officer.post(page, Map.of("do", "undo", "sure", "yes"));
        say("undone in %.1f s".formatted(seconds(started)));
        while (count("SELECT COUNT(*) FROM coverage_case WHERE state <> 'CLOSED'") > 0 && seconds(started) < 600) {
            Thread.sleep(1_000);
        }
        say("all cases closed after %.0f s".formatted(seconds(started)));
        watch();
    }

    private void measure(PortalClient person, String page) throws IOException {
        double[] times = new double[ASKED];
        person.get(page);
        for (int i = 0; i < ASKED; i++) {
            long started = System.nanoTime();
            TestAnswer answer = person.get(page);
            times[i] = seconds(started) * 1_000;
            if (answer.status() != 200) {
                throw new IllegalStateException(page + " " + answer.status());
            }
        }
        Arrays.sort(times);
        say("| %s | p50 %.0f ms | p95 %.0f ms |".formatted(page, times[ASKED / 2], times[ASKED * 95 / 100]));
    }

    /** What the operator is told of the watch, which looks at every terminal each minute. */
    private void watch() throws IOException {
        String jobs = PortalAccounts.of(server)
                .signIn(Role.OPERATOR)
                .get("/admin/jobs")
                .text();
        Matcher row = WATCH.matcher(jobs);
        say("watch: " + (row.find() ? row.group().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ") : "not shown"));
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
