package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.coverage.ImageResult;
import org.tallystick.shared.service.Migrations;

/** What was known of receipts before their rows named kinds (V350), and keys when they arrived (V360), is known afterwards. */
class ReceiptMigrationTest {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    static Stream<Arguments> databases() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:coverage-kinds;DB_CLOSE_DELAY=-1");
        return Stream.of(Arguments.of("h2", h2), Arguments.of("postgresql", postgres.getPostgresDatabase()));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rowsByNumberBecomeRowsByPlaceAndKindAndKeysKnowTheArrival(String name, DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + name)
                .target("341")
                .load()
                .migrate();
        RowRepository rows = CountRepositoryTest.rows(database);
        for (int i = 0; i < 3; i++) {
            CountRepositoryTest.store(rows, i);
        }
        old(rows, "R0", true, "ABSENT", "");
        old(rows, "R1", true, "ABSENT", "");
        old(rows, "R2", false, "BLANK", "PAD_ERROR");
        rows.change(
                "INSERT INTO receipt_key (number, key_version, nonce, wrapped) VALUES (?, 1, ?, ?)",
                List.of("R1", new byte[12], new byte[48]));

        Migrations.migrate(database);

        CountRepository counts = new CountRepository(rows, new KindRepository(rows));
        assertThat(counts.image("R1")).contains(ImageResult.ABSENT);
        assertThat(counts.image("R2")).contains(ImageResult.BLANK);
        assertThat(rows.list(
                        "SELECT v.seq, v.counted, k.cause FROM receipt_coverage v JOIN coverage_kind k ON k.id = v.kind"
                                + " WHERE v.log_id = 1 ORDER BY v.seq",
                        List.of(),
                        row -> row.getLong(1) + " " + row.getBoolean(2) + " " + row.getString(3)))
                .containsExactly("0 true ", "1 true ", "2 false PAD_ERROR");
        assertThat(rows.list(
                        "SELECT k.number FROM receipt_key k JOIN receipt r ON r.number = k.number"
                                + " AND r.acquirer = k.acquirer AND r.arrival = k.arrival",
                        List.of(),
                        row -> row.getString(1)))
                .containsExactly("R1");
        assertThat(rows.count("SELECT COUNT(*) FROM coverage_kind", List.of())).isEqualTo(2);
    }

    private static void old(RowRepository rows, String number, boolean counted, String image, String cause) {
        rows.change(
                "INSERT INTO receipt_coverage (number, terminal_no, counted, sale_date, acquirer, merchant_no, entry_mode,"
                        + " scheme, requirement, policy, policy_version, terminal_state, cardholder_state, feature, image, cause)"
                        + " VALUES (?, 't', ?, DATE '2026-11-20', 'a', 'm', 'INSERT', 'UNIONPAY', 'REQUIRED', 'p', 1, 'SIGNED',"
                        + " 'NONE', 'NONE', ?, ?)",
                List.of(number, counted, image, cause));
    }
}
