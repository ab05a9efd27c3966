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
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
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
