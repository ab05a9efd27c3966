package org.tallystick.ear;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.tallystick.access.Role;
import org.tallystick.ear.demo.Demo;

/**
 * How long the portal's pages take with a million receipts on PostgreSQL, and what memory an export takes. One request at a time over a
 * kept HTTPS connection; server, database and this program share the machine. Ends with the tables that were read from end to end.
 */
public final class PortalBench {
    private static final long RECEIPTS = 1_000_000;
    private static final double SHARE = 0.3;
    private static final String MERCHANT = "898331054110027";
    private static final int WARM = 15;
    private static final int MEASURED = 60;
    private static final int SAMPLED_MILLIS = 100;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final ServerProcess server;
    private final Connection database;

    private PortalBench(ServerProcess server, Connection database) {
        this.server = server;
        this.database = database;
    }

    /** Takes some ten minutes, most of them for the demonstration's past, and stops by itself. */
    public static void main(String[] arguments) throws Exception {
        try (Postgres postgres = Postgres.start();
                ServerProcess server =
                        Demo.open(ServerProcess.fresh("bench-portal").with(postgres.database("bench")));
                Connection database = postgres.connect("bench")) {
            long started = System.nanoTime();
            MillionReceipts receipts = new MillionReceipts(database);
            long all = receipts.fill(RECEIPTS, MERCHANT, SHARE);
            say("%,d receipts, %,d of them of one merchant, filled in %d s"
                    .formatted(all, receipts.count(MERCHANT), (System.nanoTime() - started) / 1_000_000_000));
            new PortalBench(server, database).measure();
        }
    }

    private void measure() throws Exception {
        say("| page | p50 ms | p95 ms | max ms | KB |");
        say("|---|---|---|---|---|");
        long before = wholeReads();
        for (Map.Entry<Role, List<String>> role : pages().entrySet()) {
            PortalClient client = PortalAccounts.of(server).signIn(role.getKey());
            for (String page : role.getValue()) {
                measure(client, page);
            }
        }
        say("receipt read from end to end: " + (wholeReads() - before) + " times");
        say("| export | rows | KB | made in s | fetched in s | server MB before | at most |");
        say("|---|---|---|---|---|---|---|");
        export("receipts-csv", "");
        export("receipts-csv", "from=&to=");
        export("receipts-xlsx", "from=&to=");
    }

    private Map<Role, List<String>> pages() throws SQLException {
        LocalDate today = LocalDate.now(Clock.system(ZONE));
        String days = "from=" + today.minusDays(89) + "&to=" + today;
        String number = one("number");
        String shop = "/merchant/receipts?";
        Map<Role, List<String>> pages = new LinkedHashMap<>();
        pages.put(
                Role.MERCHANT_OWNER,
                List.of(
                        "/merchant",
                        shop,
                        shop + days,
                        shop + "from=&to=",
                        shop + "sort=largest&" + days,
                        shop + "status=UNSIGNED&" + days,
                        shop + "status=VOIDED&" + days,
                        shop + "status=REFUNDED&" + days,
                        shop + "type=REFUND&" + days,
                        shop + "min=500&max=900&" + days,
                        shop + "q=" + one("card_last4") + "&" + days,
                        shop + "q=" + one("reference_no"),
                        shop + "q=" + number,
                        shop + "at=" + middle(),
                        "/merchant/receipts/" + number,
                        "/merchant/close?day=" + today.minusDays(1),
                        "/merchant/terminals",
                        "/merchant/terminals/" + one("terminal_no"),
                        "/merchant/unsigned",
                        "/api/v1/receipts?limit=100",
                        "/api/v1/receipts?status=UNSIGNED&limit=100",
                        "/r/" + one("code")));
        pages.put(
                Role.INSTITUTION_OFFICER,
                List.of(
                        "/institution",
                        "/institution?" + days,
                        "/institution/unsigned",
                        "/institution/merchants",
                        "/institution/merchants/" + MERCHANT));
        String because = "&reason=measuring+the+pages&";
        pages.put(
                Role.REGULATOR,
                List.of(
                        "/regulator",
                        "/regulator?" + days,
                        "/regulator/merchants?" + days,
                        "/regulator/merchants?order=RATE&" + days,
                        "/regulator/merchants/" + MERCHANT + "?" + days,
                        "/regulator/receipts?q=" + MERCHANT + because + days,
                        "/regulator/receipts?q=" + one("terminal_no") + because,
                        "/regulator/receipts?q=128.00" + because,
                        "/regulator/receipts?q=128.00" + because + days,
                        "/regulator/receipts?page=190&q=" + MERCHANT + because,
                        "/regulator/receipts/" + number + "?" + because,
                        "/regulator/unsigned",
                        "/regulator/coverage?" + days,
                        "/regulator/coverage?by=merchant&" + days,
                        "/explorer"));
        pages.put(
                Role.OPERATOR,
                List.of("/admin", "/admin/institutions", "/admin/merchants", "/admin/health", "/admin/audit"));
        return pages;
    }

    /** A fact of some real receipt of the large merchant. */
    private String one(String column) throws SQLException {
        return text(
                "SELECT " + column + " FROM receipt WHERE series < 1000000 AND bill_type = 'SALE' AND status = 'SIGNED'"
                        + " AND card_last4 IS NOT NULL AND merchant_no = '" + MERCHANT
                        + "' ORDER BY sale_time DESC LIMIT 1 OFFSET 40");
    }

    /** A place in the middle of the list, as the page's own link would name it. */
    private String middle() throws SQLException {
        return text("SELECT '~' || sale_time || '.' || number FROM receipt WHERE merchant_no = '" + MERCHANT
                + "' ORDER BY sale_time DESC LIMIT 1 OFFSET 100000");
    }

    private void measure(PortalClient client, String page) throws IOException {
        Histogram latency = new Histogram(60_000_000L, 3);
        long size = 0;
        for (int i = 0; i < WARM + MEASURED; i++) {
            long started = System.nanoTime();
            TestAnswer answer = client.get(page);
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.status() + " for " + page);
            }
            size = answer.body().length;
            if (i >= WARM) {
                latency.recordValue((System.nanoTime() - started) / 1_000);
            }
        }
        say(String.format(
                Locale.ROOT,
                "| `%s` | %.0f | %.0f | %.0f | %d |",
                page,
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(95) / 1e3,
                latency.getMaxValue() / 1e3,
                size / 1_024));
    }

    /** A file of all receipts of the large merchant: made as long work, then fetched. */
    private void export(String kind, String parameters) throws Exception {
        PortalClient owner = PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER);
        long before = residentMegabytes();
        long most = before;
        long started = System.nanoTime();
        String page = owner.post("/work", Map.of("kind", kind, "parameters", parameters, "language", "en"))
                .header("Location");
        String number = page.substring(page.lastIndexOf('/') + 1);
        while (isUnderWay(number)) {
            most = Math.max(most, residentMegabytes());
            Thread.sleep(SAMPLED_MILLIS);
        }
        double made = (System.nanoTime() - started) / 1e9;
        long bytes = 0;
        try (InputStream file = owner.open("/work/files/" + number)) {
            for (int read = file.readNBytes(1 << 20).length; read > 0; read = file.readNBytes(1 << 20).length) {
                bytes += read;
                most = Math.max(most, residentMegabytes());
            }
        }
        double fetched = (System.nanoTime() - started) / 1e9 - made;
        say(String.format(
                Locale.ROOT,
                "| %s %s | %s | %,d | %.1f | %.1f | %d | %d |",
                kind,
                parameters,
                text("SELECT done_steps FROM long_work WHERE number = '" + number + "'"),
                bytes / 1_024,
                made,
                fetched,
                before,
                most));
    }

    private boolean isUnderWay(String number) throws SQLException {
        String state = text("SELECT state FROM long_work WHERE number = '" + number + "'");
        return state.equals("WAITING") || state.equals("RUNNING");
    }

    private long residentMegabytes() throws IOException {
        return server.residentMegabytes();
    }

    private long wholeReads() throws SQLException {
        return Long.parseLong(text("SELECT seq_scan::text FROM pg_stat_user_tables WHERE relname = 'receipt'"));
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
