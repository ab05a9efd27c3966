package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.security.cert.CRLReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.ear.ComplaintForms.Opened;
import org.tallystick.ear.SupervisedShops.Reader;
import org.tallystick.signing.SignedBill;

/** The same build on PostgreSQL, chosen by the environment alone: what has queries of its own answers there as it does on H2. */
class PostgresIT {
    private static final String COUNTS =
            "SELECT merchant_no || sale_date, status, receipts FROM daily_count WHERE receipts > 0 ORDER BY 1, 2";
    private static final String RECOUNTED =
            "SELECT merchant_no || sale_date, status, COUNT(*) FROM receipt WHERE active"
                    + " GROUP BY merchant_no, sale_date, status ORDER BY 1, 2";

    private static Postgres postgres;
    private static ServerProcess server;
    private static Reader shop;
    private static Reader country;
    private static Reader bank;
    private static String link;
    private static TestAnswer sold;

    @BeforeAll
    static void sell() throws IOException {
        postgres = Postgres.start();
        server = SupervisedShops.start(ServerProcess.fresh("postgres")
                .with(postgres.database("shops"))
                .with("TALLYSTICK_WORK_DIRECT_ROWS", "0"));
        TestTill till = TestTill.enrol(server, SupervisedShops.TEA_TERMINAL);
        SignedBill bill = till.next();
        link = "/r/" + TestTill.codeOf(bill);
        sold = till.send(bill);
        signedAfterAll(till);
        shop = Reader.signIn(server, "shop@test");
        country = Reader.signIn(server, "country@test");
        bank = Reader.signIn(server, "bank@test");
    }

    /** Counted as unsigned first, and as signed when its signature came. */
    private static void signedAfterAll(TestTill till) throws IOException {
        SignedBill bill = till.next();
        SignedBill bare =
                SignedBill.of(bill.payload(), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        assertThat(till.sendVouched(bare, till.secret()).outcome()).isEqualTo("201");
        assertThat(till.send(bill).outcome()).isEqualTo("201");
    }

    @AfterAll
    static void stop() {
        server.close();
        postgres.close();
    }

    @Test
    void nothingIsKeptInTheEmbeddedDatabase() {
        assertThat(server.data().resolve("db.mv.db")).doesNotExist();
    }

    @Test
    void aComplaintIsOpenedAnsweredAndDecidedAndItsSecretsAreNotInTheRows() throws IOException, SQLException {
        ComplaintForms consumer = new ComplaintForms(server);
        Map<String, String> form = consumer.form(link, "CHARGED_TWICE", "twice 🍵");
        form.put("contact", "li@example.cn");
        Opened opened = ComplaintForms.opened(consumer.post(link + "/problem", form));
        assertThat(ComplaintForms.opened(consumer.post(link + "/problem", form)))
                .isEqualTo(opened);
        String page = "/complaints/" + opened.number();

        assertThat(shop.get("/merchant/complaints?state=OPEN").text()).contains(opened.number());
        assertThat(shop.get("/merchant" + page).text()).contains("li@example.cn", "twice 🍵");
        assertThat(shop.send("/merchant" + page, "do", "say", "text", "refunded")
                        .status())
                .isEqualTo(303);
        assertThat(country.send("/regulator" + page, "do", "say", "text", "settled")
                        .status())
                .isEqualTo(303);
        assertThat(consumer.get(opened.path()).text()).contains("refunded", "settled");
        assertThat(rows("SELECT c.*, s.* FROM complaint c JOIN complaint_statement s ON s.complaint = c.number")
                        .toString())
                .contains(opened.number(), "CLOSED", "GENUINE")
                .doesNotContain(opened.code(), "li@example.cn", form.get("ticket"));
    }

    /** This server's limits are those of the installation. */
    @Test
    void whoComplainsTooOftenIsToldSoAndKeepsTheTyping() throws IOException {
        ComplaintForms consumer = new ComplaintForms(server);
        TestAnswer answer;
        do {
            answer = consumer.post(link + "/problem", consumer.form(link, "OTHER", "again and again"));
        } while (answer.status() == 303);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).matches("[0-9]+");
        assertThat(answer.text()).contains("Too many complaints").contains("again and again");
    }

    @Test
    void theOperatorsPagesAnswer() throws IOException {
        Reader operator = Reader.signIn(server, "operator@test");

        assertThat(operator.get("/admin/institutions").text()).contains("Jiangnan Acquiring");
        assertThat(operator.get("/admin/institutions/48023310").text()).contains("Newest receipt");
        assertThat(operator.get("/admin/merchants?q=tea&institution=48023310").text())
                .contains(SupervisedShops.TEA);
        assertThat(operator.get("/admin/health").text()).contains("PostgreSQL");
        assertThat(operator.get("/admin").status()).isEqualTo(200);
    }

    @Test
    void anExportIsMadeAsLongWork() throws IOException {
        TestAnswer started = shop.send("/work", "kind", "receipts-csv", "parameters", "from=&to=", "language", "en");
        String page = started.header("Location");
        String file = page.replace("/work/", "/work/files/");

        await().atMost(Duration.ofSeconds(20)).until(() -> shop.get(file).status() == 200);

        assertThat(shop.get(file).text().lines()).hasSize(3);
        assertThat(shop.send(page, "do", "cancel").status()).isEqualTo(303);
        assertThat(shop.get("/work").text()).contains("done");
    }

    @Test
    void everyListOfSupervisionAnswersAndLeavesItsRecord() throws IOException, SQLException {
        assertThat(country.get("/regulator?region=%E6%B5%99%E6%B1%9F").text()).contains("2 of 2 receipts");
        for (String order : List.of("UNSIGNED", "RATE", "RECEIPTS", "NEWEST", "NAME")) {
            assertThat(country.get("/regulator/merchants?q=tea&order=" + order).text())
                    .contains("Zhibai Tea");
        }
        assertThat(bank.get("/institution/merchants/" + SupervisedShops.TEA).text())
                .contains(SupervisedShops.TEA_TERMINAL);
        assertThat(country.get("/regulator/receipts?q=12.30&reason=case-2026-117")
                        .text())
                .contains("12.30");
        String receipt = "/regulator/receipts/" + sold.json().string("number");
        assertThat(country.get(receipt + "?reason=case-2026-117").status()).isEqualTo(200);
        country.send("/regulator/receipts", "q", "12.30", "reason", "case-2026-118");

        assertThat(rows("SELECT actor, action, reason FROM audit_record ORDER BY seq"))
                .contains(
                        "country@test receipt.list case-2026-117",
                        "country@test receipt.view case-2026-117",
                        "country@test receipt.search case-2026-118",
                        "bank@test merchant.view ");
    }

    @Test
    void anInstitutionRevokesAndListAndOcspSaySoAtOnce() throws Exception {
        TestTill till = TestTill.enrol(server, SupervisedShops.COFFEE_TERMINAL);
        RevocationStatus status = RevocationStatus.of(server, till.state());
        assertThat(status.listed()).isEmpty();
        assertThat(bank.get("/institution/certificates/" + SupervisedShops.BOOKS_TERMINAL)
                        .status())
                .as("another institution's")
                .isEqualTo(404);
        String page = "/institution/certificates/" + SupervisedShops.COFFEE_TERMINAL;

        String[] order = {"do", "revoke", "reason", "AFFILIATION_CHANGED", "typed", SupervisedShops.COFFEE_TERMINAL};
        assertThat(bank.send(page, order).status()).isEqualTo(303);

        assertThat(status.listed().orElseThrow().getRevocationReason()).isEqualTo(CRLReason.AFFILIATION_CHANGED);
        assertThat(((RevokedStatus) status.asked()).getRevocationReason()).isEqualTo(3);
    }

    @Test
    void receiptsAreCountedByDayAsTheyAre() throws SQLException {
        assertThat(rows(COUNTS)).hasSize(1).isEqualTo(rows(RECOUNTED));
    }

    /** The columns of each row, with blanks between. */
    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = postgres.connect("shops");
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    cells.add(found.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        }
    }
}
