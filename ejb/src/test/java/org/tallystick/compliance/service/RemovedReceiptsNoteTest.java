package org.tallystick.compliance.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.compliance.Period;
import org.tallystick.compliance.ReceiptQuery;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.service.Migrations;

/** Figures of days outlive the receipts that they count: a list that has fewer says so, and no other. */
class RemovedReceiptsNoteTest {
    private static final LocalDate END = LocalDate.of(2026, 12, 31);

    private final JdbcDataSource source = new JdbcDataSource();
    private final RowRepository rows = new RowRepository();
    private final ReceiptInspection inspection = new ReceiptInspection(new ReceiptListRepository(rows), null, null);

    @BeforeEach
    void migrate() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Migrations.migrate(source);
        rows.dataSource = source;
    }

    @Test
    void aListThatReachesBackToWhatWasRemovedSaysSo() throws SQLException {
        assertThat(isPart(Optional.empty())).as("nothing was removed").isFalse();
        removeWhatEnded();

        assertThat(isPart(Optional.empty())).isTrue();
        assertThat(isPart(Optional.of(new Period(END, END.plusDays(9))))).isTrue();
        assertThat(isPart(Optional.of(new Period(END.plusDays(2), END.plusDays(9)))))
                .isFalse();
        assertThat(inspection.isPartOf(regulator(), query(Optional.of("71AAAAAAAAA"), Optional.empty())))
                .as("a single receipt is no list")
                .isFalse();
    }

    private boolean isPart(Optional<Period> period) {
        return inspection.isPartOf(regulator(), query(Optional.empty(), period));
    }

    private static Viewer regulator() {
        return new Viewer("1", "regulator@test", "R", Role.REGULATOR, Optional.empty(), "127.0.0.1", "1");
    }

    private static ReceiptQuery query(Optional<String> number, Optional<Period> period) {
        return new ReceiptQuery(
                number,
                Optional.empty(),
                Optional.of("898331054110027"),
                Optional.empty(),
                Optional.empty(),
                period,
                0);
    }

    /** As soon as its ten years were over. */
    private void removeWhatEnded() throws SQLException {
        long ordered =
                ShopTime.startOf(END.plusDays(1)).plus(Duration.ofDays(3_653)).toEpochMilli();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
            statement.execute(
                    "INSERT INTO ledger_removal (log_id, id, ended, removed_at, policy, keep_days, object, cleared_at)"
                            + " VALUES (1, 'id', 'SEALED', " + ordered + ", 'ten years', 3653, X'00', 1)");
        }
    }
}
