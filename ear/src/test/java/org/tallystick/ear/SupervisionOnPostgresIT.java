package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ear.SupervisedShops.Reader;
import org.tallystick.signing.SignedBill;

/** The queries of supervision are the same on PostgreSQL, and who looked is in the audit trail. */
class SupervisionOnPostgresIT {
    private static final String COUNTS =
            "SELECT merchant_no || sale_date, status, receipts FROM daily_count" + " WHERE receipts > 0 ORDER BY 1, 2";
    private static final String RECOUNTED =
            "SELECT merchant_no || sale_date, status, COUNT(*) FROM receipt WHERE active"
                    + " GROUP BY merchant_no, sale_date, status ORDER BY 1, 2";

    @Test
    void everyListAnswersAndLeavesItsRecord() throws IOException, SQLException {
        try (Postgres postgres = Postgres.start();
                ServerProcess server = SupervisedShops.start(
                        ServerProcess.fresh("supervised-postgres").with(postgres.database("supervised")))) {
            TestTill till = TestTill.enrol(server, SupervisedShops.TEA_TERMINAL);
            TestAnswer sold = till.send(till.next());
            signedAfterAll(till);
            Reader country = Reader.signIn(server, "country@test");
            Reader bank = Reader.signIn(server, "bank@test");

            assertThat(country.get("/regulator?region=%E6%B5%99%E6%B1%9F").text())
                    .contains("2 of 2 receipts");
            for (String order : new String[] {"UNSIGNED", "RATE", "RECEIPTS", "NEWEST", "NAME"}) {
                assertThat(country.get("/regulator/merchants?q=tea&order=" + order)
                                .text())
                        .contains("Zhibai Tea");
            }
            assertThat(bank.get("/institution/merchants/" + SupervisedShops.TEA).text())
                    .contains(SupervisedShops.TEA_TERMINAL);
            assertThat(country.get("/regulator/receipts?q=12.30&reason=case-2026-117")
                            .text())
                    .contains("12.30");
            assertThat(country.get("/regulator/receipts/" + sold.json().string("number") + "?reason=case-2026-117")
                            .status())
                    .isEqualTo(200);
            country.send("/regulator/receipts", "q", "12.30", "reason", "case-2026-118");
            assertThat(rows(postgres, COUNTS)).hasSize(1).isEqualTo(rows(postgres, RECOUNTED));
            assertThat(rows(postgres, "SELECT actor, action, reason FROM audit_record ORDER BY seq"))
                    .contains(
                            "country@test receipt.list case-2026-117",
                            "country@test receipt.view case-2026-117",
                            "country@test receipt.search case-2026-118",
                            "bank@test merchant.view ");
        }
    }

    /** Counted as unsigned first, and as signed when its signature came. */
    private static void signedAfterAll(TestTill till) throws IOException {
        SignedBill bill = till.next();
        SignedBill bare =
                SignedBill.of(bill.payload(), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        assertThat(till.sendVouched(bare, till.secret()).outcome()).isEqualTo("201");
        assertThat(till.send(bill).outcome()).isEqualTo("201");
    }

    /** Three columns of each row, with blanks between. */
    private static List<String> rows(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect("supervised");
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getString(3));
            }
            return rows;
        }
    }
}
