package org.tallystick.ear;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Role;

/**
 * How long a settlement file of a million rows takes against a million receipts on PostgreSQL, from handing it in to the last row's
 * result, with the server's memory beside it, and how long undoing takes. Half of the rows have no reference number; one in a thousand has
 * no receipt, one in a thousand receipts no row. {@code -Drows=50000} makes it shorter.
 */
public final class ReconciliationBench {
    private static final Pattern PERCENT = Pattern.compile("aria-valuenow=\"(\\d+)\"");
    private static final int PER_TERMINAL = 5_000;

    private ReconciliationBench() {}

    /** Takes some minutes and stops by itself. */
    public static void main(String[] arguments) throws Exception {
        long rows = Long.getLong("rows", 1_000_000);
        try (Postgres postgres = Postgres.start();
                ServerProcess server = TestShop.configure(
                                ServerProcess.fresh("bench-settled").with(postgres.database("bench")))
                        .start();
                Connection database = postgres.connect("bench")) {
            TestTill till = TestTill.enrol(server, TestShop.terminal(99));
            require(till.send(till.next()).status() == 201);
            long started = System.nanoTime();
            fill(database, rows);
            say("%,d receipts filled in %.0f s".formatted(rows, seconds(started)));
            Path file = Files.createTempFile("settlement", ".csv");
            write(database, file);
            say("%,d rows, %,d MB".formatted(rows, Files.size(file) >> 20));
            String page = read(server, file);
            undo(server, page);
            Files.delete(file);
        }
    }

    /** Copies of one receipt over two hundred terminals and thirty days. */
    private static void fill(Connection database, long rows) throws SQLException {
        execute(
                database,
                "INSERT INTO terminal SELECT (40000000 + t)::text, 'B-' || t, (SELECT MIN(id) FROM store), 1, TRUE"
                        + " FROM generate_series(0, " + rows / PER_TERMINAL + ") t");
        execute(
                database,
                "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, payload_digest, verified,"
                        + " status, stored, digest, log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency,"
                        + " sale_date, trace_no, sale_time, batch_no, reference_no) SELECT 'B' || lpad(i::text, 10, '0'),"
                        + " (40000000 + i / " + PER_TERMINAL + ")::text, 1, i % " + PER_TERMINAL
                        + " + 1, 0, TRUE, r.payload_digest, TRUE,"
                        + " 'SIGNED', r.stored, sha256(i::text::bytea), r.log_id, 1000000 + i, r.arrival, '', r.acquirer, r.merchant_no,"
                        + " 'SALE', 100 + i % 9000, 'CNY', r.sale_date - (i % 30)::int, lpad((i % " + PER_TERMINAL
                        + ")::text, 6, '0'),"
                        + " r.sale_time - (i % 30) * 86400000::bigint, '000001', lpad(i::text, 12, '0')"
                        + " FROM receipt r, generate_series(0, " + (rows - 1) + ") i");
        execute(database, "VACUUM ANALYZE");
    }

    private static void write(Connection database, Path file) throws SQLException, IOException {
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement();
                var out = Files.newBufferedWriter(file)) {
            statement.setFetchSize(10_000);
            out.write(SettledSales.HEADER);
            try (ResultSet row =
                    statement.executeQuery("SELECT terminal_no, batch_no, trace_no, reference_no, amount, sale_date"
                            + " FROM receipt WHERE number LIKE 'B%' ORDER BY sale_time, number")) {
                for (long i = 0; row.next(); i++) {
                    boolean lost = i % 1_000 == 500;
                    out.write("%s,%s,%s,%s,消费,%d.%02d,%s\n"
                            .formatted(
                                    row.getString(1),
                                    row.getString(2),
                                    lost ? "999999" : row.getString(3),
                                    i % 2 == 0 ? "" : lost ? "X" + i : row.getString(4),
                                    row.getLong(5) / 100,
                                    row.getLong(5) % 100,
                                    row.getString(6)));
                }
            }
        }
        database.commit();
        database.setAutoCommit(true);
    }

    private static String read(ServerProcess server, Path file) throws Exception {
        PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
        long before = server.residentMegabytes();
        long started = System.nanoTime();
        String page = upload(server, officer, file);
        double handed = seconds(started);
        long most = before;
        String shown = officer.get(page).text();
        int told = -10;
        while (shown.contains("data-live=\"true\"")) {
            Matcher percent = PERCENT.matcher(shown);
            if (percent.find() && Integer.parseInt(percent.group(1)) >= told + 10) {
                told = Integer.parseInt(percent.group(1));
                say("%3d %% after %.0f s".formatted(told, seconds(started)));
            }
            most = Math.max(most, server.residentMegabytes());
            Thread.sleep(500);
            shown = officer.get(page).text();
        }
        Matcher matched = Pattern.compile("([0-9,]+ of [0-9,]+ rows)").matcher(shown);
        say("handed in %.1f s, decided after %.1f s: %s; memory %d MB before, at most %d MB"
                .formatted(handed, seconds(started), matched.find() ? matched.group(1) : shown, before, most));
        return page;
    }

    /** As a stream: the file may be larger than this program's memory. */
    static String upload(ServerProcess server, PortalClient officer, Path file) throws Exception {
        String head =
                "--b\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nhand\r\n--b\r\nContent-Disposition: form-data;"
                        + " name=\"file\"; filename=\"m.csv\"\r\nContent-Type: text/csv\r\n\r\n";
        HttpRequest request = HttpRequest.newBuilder(server.url("/institution/settlements"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .header("Cookie", "__Host-session=" + officer.session())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.concat(
                                HttpRequest.BodyPublishers.ofString(head),
                                HttpRequest.BodyPublishers.ofFile(file),
                                HttpRequest.BodyPublishers.ofString("\r\n--b--\r\n")),
                        head.getBytes(StandardCharsets.UTF_8).length + Files.size(file) + 9))
                .build();
        HttpResponse<InputStream> answer = LocalHttp.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
        require(answer.statusCode() == 303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void undo(ServerProcess server, String page) throws IOException {
        PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
        long started = System.nanoTime();
        TestAnswer answer = officer.post(page, Map.of("do", "undo", "sure", "yes"));
        require(answer.status() == 303);
        say("undone in %.1f s".formatted(seconds(started)));
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void require(boolean fact) {
        if (!fact) {
            throw new IllegalStateException("the benchmark cannot go on");
        }
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
