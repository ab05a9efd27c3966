package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Money;
import org.tallystick.shared.service.Migrations;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;

/** When a bill was known at the latest does not change because the receipt that tells so is removed before the bill's own. */
class ProvenTimeRepositoryTest {
    private static final byte[] DIGEST = {1, 2, 3};

    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final ProvenTimeRepository times = new ProvenTimeRepository();
    private final Bill bill = new BillBuilder()
            .terminal("48023310", "898331054110027", "20000001")
            .following(1, 5, new byte[32])
            .code(new byte[16])
            .type(BillType.SALE)
            .money(new Money(100, Currency.getInstance("CNY")))
            .time(OffsetDateTime.parse("2026-11-24T15:00:00+08:00"))
            .city("杭州")
            .entryMode(EntryMode.SCAN)
            .slip("000005", "000001")
            .build();

    @BeforeEach
    void migrate() {
        Migrations.migrate(database);
        times.dataSource = database;
    }

    @AfterEach
    void dispose() {
        database.dispose();
    }

    @Test
    void theReceiptAfterItStillTellsItWhenItWasRemoved() throws SQLException {
        assertThat(times.earliest(bill, DIGEST)).isEmpty();

        removed(6, 7_000, true, DIGEST);
        assertThat(times.earliest(bill, DIGEST)).contains(Instant.ofEpochMilli(7_000));
        assertThat(times.earliest(bill, new byte[] {9})).as("another bill").isEmpty();
    }

    @Test
    void oneThatNobodyVerifiedTellsNothing() throws SQLException {
        removed(6, 7_000, false, DIGEST);
        removed(7, 6_000, true, DIGEST);
        assertThat(times.earliest(bill, DIGEST)).isEmpty();
    }

    private void removed(long counter, long arrival, boolean verified, byte[] previous) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("SET REFERENTIAL_INTEGRITY FALSE");
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO removed_receipt (number, terminal_no, series, counter, claim, active, verified,"
                            + " status, payload_digest, digest, previous, arrival, log_id, seq) VALUES (?, ?, 1, ?, 0,"
                            + " TRUE, ?, 'SIGNED', '', '', ?, ?, 1, ?)")) {
                insert.setString(1, "71AAAAAAAA" + counter);
                insert.setString(2, bill.terminalNo());
                insert.setLong(3, counter);
                insert.setBoolean(4, verified);
                insert.setBytes(5, previous);
                insert.setLong(6, arrival);
                insert.setLong(7, counter);
                insert.executeUpdate();
            }
        }
    }
}
