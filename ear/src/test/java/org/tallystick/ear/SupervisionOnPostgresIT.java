package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ear.SupervisedShops.Reader;

/** The queries of supervision are the same on PostgreSQL, and who looked is in the audit trail. */
class SupervisionOnPostgresIT {

    @Test
    void everyListAnswersAndLeavesItsRecord() throws IOException, SQLException {
        try (Postgres postgres = Postgres.start();
                ServerProcess server = SupervisedShops.start(
                        ServerProcess.fresh("supervised-postgres").with(postgres.database("supervised")))) {
            TestTill till = TestTill.enrol(server, SupervisedShops.TEA_TERMINAL);
            TestAnswer sold = till.send(till.next());
            Reader country = Reader.signIn(server, "country@test");
            Reader bank = Reader.signIn(server, "bank@test");

            assertThat(country.get("/regulator?region=%E6%B5%99%E6%B1%9F").text())
                    .contains("1 of 1 receipts");
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
            assertThat(audited(postgres))
                    .contains(
                            "country@test receipt.list case-2026-117",
                            "country@test receipt.view case-2026-117",
                            "country@test receipt.search case-2026-118",
                            "bank@test merchant.view ");
        }
    }

    private static List<String> audited(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.connect("supervised");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT actor, action, reason FROM audit_record ORDER BY seq")) {
            List<String> records = new ArrayList<>();
            while (rows.next()) {
                records.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
            return records;
        }
    }
}
