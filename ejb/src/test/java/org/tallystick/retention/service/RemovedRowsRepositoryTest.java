package org.tallystick.retention.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.service.Migrations;

/** A table that comes later and refers to receipts is either in the list of what goes with them, or said to stay. */
class RemovedRowsRepositoryTest {
    /** Records of erasures outlive what was erased. */
    private static final Set<String> STAY = Set.of("erasure");

    private static final Set<String> ROOTS =
            Set.of("receipt", "complaint", "coverage_case", "late_signature", "late_link");

    private static JdbcConnectionPool database;

    @BeforeAll
    static void migrate() {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        Migrations.migrate(database);
    }

    @BeforeEach
    void empty() throws SQLException {
        for (String table :
                List.of("receipt", "removed_receipt", "gap_record", "complaint", "coverage_case", "ledger_removal")) {
            run("DELETE FROM " + table);
        }
    }

    @AfterAll
    static void dispose() {
        database.dispose();
    }

    @Test
    void whatRefersToAReceiptGoesBeforeIt() throws SQLException {
        List<String> pairs = ask("SELECT DISTINCT CONCAT(c.table_name, ' ', p.table_name)"
                + " FROM information_schema.referential_constraints r"
                + " JOIN information_schema.table_constraints c ON c.constraint_name = r.constraint_name"
                + " JOIN information_schema.table_constraints p ON p.constraint_name = r.unique_constraint_name");
        List<String> within = pairs.stream()
                .filter(pair -> ROOTS.contains(pair.split(" ")[1]))
                .toList();

        assertThat(within).contains("receipt_key receipt", "coverage_step coverage_case", "late_part late_signature");
        assertThat(within).allSatisfy(pair -> {
            String[] tables = pair.split(" ");
            assertThat(place(tables[0])).as(pair).isBetween(0, place(tables[1]) - 1);
        });
    }

    @Test
    void whatNamesAReceiptGoesWithItOrIsSaidToStay() throws SQLException {
        List<String> tables = ask("SELECT DISTINCT table_name FROM information_schema.columns"
                + " WHERE table_schema = 'PUBLIC' AND column_name = 'RECEIPT' AND data_type = 'CHARACTER VARYING'");

        assertThat(tables).contains("complaint", "late_link", "retention_wait");
        assertThat(tables)
                .filteredOn(table -> !STAY.contains(table))
                .allSatisfy(table -> assertThat(place(table)).as(table).isNotNegative());
    }

    /** All receipts of a counter are one sale's, whichever logs they stand in. */
    @Test
    void whatIsOpenAboutASaleHoldsItsReceiptsInEveryLog() throws SQLException {
        receipt("A", 1, 7, 1, 0);
        receipt("B", 1, 8, 1, 2);
        receipt("C", 2, 7, 2, 0);
        run("INSERT INTO gap_record (id, object, log_id, seq) VALUES ('hole', '', 1, 3)");
        assertThat(held()).isEmpty();

        run("INSERT INTO complaint (number, submission, code_hash, receipt, merchant_no, kind, state, verdict, contact,"
                + " opened_at, changed_at) VALUES ('1', 's', 'h', 'C', 'm', 'k', 'OPEN', 'v', '', 0, 0)");
        assertThat(held()).containsExactly("A", "complaint");
        run("UPDATE complaint SET state = 'CLOSED'");
        assertThat(held()).isEmpty();

        openCase("7", 7, "Z", 0);
        assertThat(held()).containsExactly("A", "case");
        openCase("8", null, "B", 0);
        assertThat(held()).containsExactly("A", "B", "case", "case");
        run("UPDATE coverage_case SET state = 'CLOSED'");
        assertThat(held()).isEmpty();

        openCase("5", 5, null, 0);
        assertThat(held()).as("the hole before B").containsExactly("hole");
        run("DELETE FROM receipt WHERE number = 'B'");
        run(
                "INSERT INTO removed_receipt VALUES ('B', 't', 1, 8, 0, TRUE, TRUE, 'SIGNED', '', '', NULL, NULL, 0, 1, 2)");
        assertThat(held()).as("its receipt is deleted already").containsExactly("hole");
        run("UPDATE coverage_case SET state = 'CLOSED', changed_at = 2000");
        assertThat(held()).as("not long ago").contains("hole");
    }

    /** A sale may come long after what takes it back. */
    @Test
    void aSaleThatIsKeptHoldsWhatTakesItBack() throws SQLException {
        receipt("V", 1, 31, 0, 9);
        run(
                "UPDATE receipt SET original_terminal = 't', original_series = 1, original_counter = 30 WHERE number = 'V'");
        assertThat(held()).isEmpty();

        receipt("S", 2, 30, 0, 9);
        assertThat(held()).containsExactly("V");

        run("INSERT INTO ledger_removal (log_id, id, ended, removed_at, policy, keep_days, object, cleared_at)"
                + " VALUES (2, 'id', 'SEALED', 0, '', 1, '', 0)");
        assertThat(held()).as("the sale goes too").isEmpty();
    }

    private static List<String> held() throws SQLException {
        List<String> found = new ArrayList<>(ask(RemovalHolds.at(
                1_000,
                "SELECT UPPER(r.number) FROM receipt r WHERE r.log_id = 1 AND " + RemovalHolds.OF_RECEIPT
                        + " ORDER BY r.number")));
        found.replaceAll(number -> number.toUpperCase(Locale.ROOT));
        ask(RemovalHolds.COMPLAINTS.replace("?1", "1")).forEach(row -> found.add("complaint"));
        ask(RemovalHolds.at(1_000, RemovalHolds.CASES).replace("?1", "1")).forEach(row -> found.add("case"));
        ask(RemovalHolds.at(1_000, RemovalHolds.HOLES).replace("?1", "1")).forEach(row -> found.add("hole"));
        return found;
    }

    private static void receipt(String number, int log, int counter, int claim, int seq) throws SQLException {
        run(receiptRow(number, log, counter, claim, seq));
    }

    static String receiptRow(String number, int log, int counter, int claim, int seq) {
        return "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, payload_digest, verified, status, stored,"
                + " digest, log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency, sale_date,"
                + " trace_no, sale_time, batch_no) VALUES ('" + number + "', 't', 1, " + counter + ", " + claim
                + ", TRUE, '', TRUE, 'SIGNED', '', '', " + log + ", " + seq
                + ", 0, '', 'a', 'm', 'SALE', 1, 'CNY', DATE '2026-01-01', '1', 0, '1')";
    }

    private static void openCase(String number, Integer counter, String receipt, long changed) throws SQLException {
        run(caseRow(number, counter, receipt, changed));
    }

    static String caseRow(String number, Integer counter, String receipt, long changed) {
        return "INSERT INTO coverage_case (number, acquirer, merchant_no, terminal_no, series, counter, receipt, missing, sources,"
                + " cause, cause_group, rule, rule_version, inputs, state, remedy, evidence, assigned, assigned_name, opened_at,"
                + " diagnosed_at, heard_at, changed_at, warn_at, due_at, escalate_at, warned, escalated, version) VALUES ('"
                + number + "', 'a', 'm', 't', " + (counter == null ? "NULL" : "1") + ", " + counter + ", "
                + (receipt == null ? "NULL" : "'" + receipt + "'")
                + ", '', '', '', '', '', 1, '', 'OPEN', '', 0, '', '', 0, 0, CURRENT_TIMESTAMP, " + changed
                + ", 0, 0, 0, FALSE, FALSE, 1)";
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
            statement.execute(sql);
        }
    }

    private static int place(String table) {
        List<String> deleted = RemovedRowsRepository.HANGING.stream()
                .map(sql -> sql.split(" ")[2])
                .toList();
        return deleted.indexOf(table);
    }

    private static List<String> ask(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
            return found;
        }
    }
}
