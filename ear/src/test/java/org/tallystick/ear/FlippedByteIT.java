package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.LogAudit;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Bill;
import org.tallystick.signing.PackedReceipt;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignedBill;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.Outcome;

/**
 * Whoever may write to the database flips one bit in it, past the triggers: the report on the receipt, or the audit of
 * the log, names what is wrong. Every test flips its bit back.
 */
class FlippedByteIT {
    private static final int MORE_THAN_A_TILE = 300;
    private static final List<String> TABLES = List.of("receipt", "ledger_entry", "ledger_tile", "ledger_edge");

    private static Postgres postgres;
    private static ServerProcess server;
    private static Connection connection;
    private static TestLedger ledger;
    private static SignedBill bill;
    private static TestAnswer stored;
    private static Optional<Flip> flipped = Optional.empty();

    /** One bit of one column of one row. */
    private record Flip(String column, String row, int offset) {
        void run() throws SQLException {
            String table = column.substring(0, column.indexOf('.'));
            String name = column.substring(column.indexOf('.') + 1);
            // The master log has rows in the same tables.
            String where = table.startsWith("ledger") ? "log_id = (SELECT MIN(log_id) FROM receipt) AND " + row : row;
            try (var statement = connection.createStatement()) {
                int rows = statement.executeUpdate("UPDATE %s SET %s = set_byte(%s, %d, get_byte(%s, %d) # 1) WHERE %s"
                        .formatted(table, name, name, offset, name, offset, where));
                assertThat(rows).isEqualTo(1);
            }
        }
    }

    @BeforeAll
    static void sell() throws Exception {
        postgres = Postgres.start();
        server = TestShop.configure(ServerProcess.fresh("flipped").with(postgres.database("flipped")))
                .with("TALLYSTICK_NOTICES_WATCH_INTERVAL", "PT0.5S")
                .with("TALLYSTICK_LEDGER_SCRUB_INTERVAL", "PT0.5S")
                .start();
        TestTill till = TestTill.enrol(server, TestShop.terminal(0));
        bill = till.next();
        stored = till.send(bill);
        BusyTill busy = new BusyTill(server, TestTill.enrol(server, TestShop.terminal(1)));
        for (int i = 0; i < MORE_THAN_A_TILE; i++) {
            assertThat(busy.sellOnce()).isTrue();
        }
        ledger = TestLedger.of(server).awaitPublished(busy.highestIndex());
        connection = postgres.connect("flipped");
        for (String table : TABLES) {
            try (var statement = connection.createStatement()) {
                statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
            }
        }
    }

    @AfterEach
    void flipBack() throws SQLException {
        if (flipped.isPresent()) {
            flipped.get().run();
            flipped = Optional.empty();
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        server.close();
        postgres.close();
    }

    @Test
    void withoutAFlipAllIsWell() throws IOException {
        assertThat(failed(bill)).isEmpty();
        assertThat(codes(ledger.audit(Optional.empty()))).isEmpty();
    }

    @Test
    void inTheBill() throws Exception {
        flipReceipt(Receipt.parse(stored.receipt()).payloadB64(), FlippedByteIT::isStillThatTerminals);

        assertThat(failed(bill)).containsExactly("bill-signature", "seal-signature", "in-ledger");
        assertThat(page()).contains(CheckTexts.word(Outcome.NOT_GENUINE, Locale.ENGLISH));
    }

    @Test
    void theShopHearsOfItAndThatItIsOver() throws Exception {
        PortalClient owner = PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !owner.get("/notices").text().contains("is no longer what was sealed"));
        flipReceipt(Receipt.parse(stored.receipt()).payloadB64(), FlippedByteIT::isStillThatTerminals);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/notices").text().contains("is no longer what was sealed"));
        flipBack();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !owner.get("/notices").text().contains("is no longer what was sealed"));
        assertThat(owner.get("/notices?which=all").text()).contains("is no longer what was sealed");
    }

    @Test
    void inTheTerminalsSignature() throws Exception {
        flipReceipt(
                Receipt.parse(stored.receipt()).terminalEntry().orElseThrow().signature(), bytes -> true);

        assertThat(failed(bill)).containsExactly("bill-signature", "seal-covers-terminal");
        assertThat(page()).contains(CheckTexts.word(Outcome.NOT_GENUINE, Locale.ENGLISH));
    }

    @Test
    void inTheSeal() throws Exception {
        flipReceipt(Receipt.parse(stored.receipt()).sealEntry().signature(), bytes -> true);

        assertThat(failed(bill)).containsExactly("seal-signature", "in-ledger");
        assertThat(page()).contains(CheckTexts.word(Outcome.NOT_GENUINE, Locale.ENGLISH));
    }

    @Test
    void inTheLedgersEntry() throws Exception {
        int inTheDigest = ledger.entries().get((int) stored.index()).bytes().length - 3;
        flip(new Flip("ledger_entry.leaf", "seq = " + stored.index(), inTheDigest));

        assertThat(codes(ledger.audit(Optional.empty()))).containsExactly("ENTRY_ALTERED " + stored.index());
        assertThat(failed(bill)).containsExactly("in-ledger");
    }

    @Test
    void inAFullTile() throws Exception {
        flip(new Flip("ledger_tile.data", "level = 0 AND n = 0", 32 * (int) stored.index() + 7));

        assertThat(codes(ledger.audit(Optional.empty()))).contains("TILE_ALTERED " + stored.index());
    }

    @Test
    void theScrubNamesTableAndIndex() throws Exception {
        PortalClient operator = PortalAccounts.of(server).signIn(Role.OPERATOR);
        flip(new Flip("ledger_entry.leaf", "seq = 7", 70));

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        operator.get("/admin/logs").text().contains("ledger_entry: Entry 7 does not hash to its leaf"));
        assertThat(operator.get("/admin/health").text()).contains("Incident of a log");
        Scrape scrape = Scrape.of(server);
        assertThat(scrape.alarm("incident", "bad")).isTrue();
        assertThat(scrape.sum("tallystick_ledger_incidents_open")).isPositive();
        assertThat(scrape.sum("tallystick_scrub_differences")).isPositive();
    }

    @Test
    void inANeighbouringHash() throws Exception {
        int neighbour = (int) stored.index() ^ 1;
        flip(new Flip("ledger_tile.data", "level = 0 AND n = 0", 32 * neighbour + 7));

        assertThat(failed(bill)).containsExactly("in-ledger");
        assertThat(page()).contains(CheckTexts.word(Outcome.NOT_GENUINE, Locale.ENGLISH));
    }

    @Test
    void inTheOpenTile() throws Exception {
        flip(new Flip("ledger_edge.data", "level = 0", 32 * 3 + 7));

        assertThat(codes(ledger.audit(Optional.empty()))).contains("TILE_ALTERED 259");
        assertThat(failed(bill)).containsExactly("in-ledger");
    }

    /** Flips a bit of what a text inside the receipt stands for, so that it still is a receipt, of a possible bill. */
    private static void flipReceipt(String text, Predicate<byte[]> wanted) throws SQLException {
        byte[] kept = PackedReceipt.pack(Receipt.parse(stored.receipt()));
        byte[] part = Base64Url.decode(text);
        int begin =
                new String(kept, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
        for (int offset = begin; offset < begin + part.length; offset++) {
            kept[offset] ^= 1;
            byte[] candidate = PackedReceipt.unpack(kept);
            if (isPossible(candidate) && wanted.test(candidate)) {
                flip(new Flip("receipt.stored", "number = '" + stored.json().string("number") + "'", offset));
                return;
            }
            kept[offset] ^= 1;
        }
        throw new AssertionError("no bit can be flipped");
    }

    /** Otherwise the certificate would be the wrong one, too. */
    private static boolean isStillThatTerminals(byte[] receipt) {
        Bill changed = Bill.parse(Receipt.parse(receipt).payload());
        Bill original = Bill.parse(bill.payload());
        return changed.terminalNo().equals(original.terminalNo())
                && changed.merchantNo().equals(original.merchantNo())
                && changed.acquirer().equals(original.acquirer())
                && changed.series() == original.series()
                && changed.time().equals(original.time());
    }

    private static boolean isPossible(byte[] receipt) {
        try {
            Bill.parse(Receipt.parse(receipt).payload());
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    private static void flip(Flip flip) throws SQLException {
        flip.run();
        flipped = Optional.of(flip);
    }

    /** Questions that fail in the server's report on what it serves itself. */
    private static List<String> failed(SignedBill sold) throws IOException {
        TestAnswer file = TestAnswer.get(server, "/r/" + TestTill.codeOf(sold) + ".json");
        assertThat(file.outcome()).isEqualTo("200");
        JsonObject report =
                TestAnswer.post(server, "/api/v1/verifications", file.body()).json();
        List<String> failed = report.objects("checks").stream()
                .filter(check -> check.string("result").equals("FAIL"))
                .map(check -> check.string("id"))
                .toList();
        assertThat(report.string("outcome")).isEqualTo(failed.isEmpty() ? "GENUINE" : "NOT_GENUINE");
        return failed;
    }

    private static String page() throws IOException {
        TestAnswer page = TestAnswer.to(HttpRequest.newBuilder(server.url("/r/" + TestTill.codeOf(bill)))
                .header("Accept-Language", "en"));
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private static List<String> codes(LogAudit audit) {
        return audit.findings().stream()
                .filter(finding -> finding.severity() == AuditFinding.Severity.ERROR)
                .map(finding -> finding.code() + " "
                        + (finding.index().isPresent() ? finding.index().getAsLong() : "-"))
                .toList();
    }
}
