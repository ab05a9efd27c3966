package org.tallystick.signing.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.tallystick.shared.service.OneConnection;
import org.tallystick.signing.Bill;

/** Finds the earliest ledger time at which something the terminal signed already named a bill's digest. */
@ApplicationScoped
class ProvenTimeRepository {
    private static final String AFTER = "SELECT r.arrival AS at FROM %s r"
            + " WHERE r.terminal_no = ? AND r.series = ? AND r.counter = ? AND r.verified AND r.previous = ?";

    /** What nothing proves any more proves nothing itself ({@link Claim#lost}). */
    private static final String NOT_LOST = " AND NOT EXISTS (SELECT 1 FROM ledger_head h"
            + " LEFT JOIN ledger_checkpoint c ON c.log_id = h.log_id"
            + " WHERE h.log_id = r.log_id AND " + CounterRepository.LOST + ")";

    /** The bill after it in the chain, also one whose receipt was removed since, or a heartbeat's list of the outbox. */
    private static final String EARLIEST =
            "SELECT MIN(at) FROM (" + AFTER.formatted("receipt") + NOT_LOST + " UNION ALL "
                    + AFTER.formatted("removed_receipt")
                    + " UNION ALL SELECT announced_at AS at FROM announced_digest WHERE digest = ? AND terminal_no = ?) times";

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    Optional<Instant> earliest(Bill bill, byte[] payloadDigest) {
        try (Connection connection = OneConnection.of(dataSource);
                PreparedStatement statement = connection.prepareStatement(EARLIEST)) {
            after(statement, 0, bill, payloadDigest);
            after(statement, 4, bill, payloadDigest);
            statement.setBytes(9, payloadDigest);
            statement.setString(10, bill.terminalNo());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long at = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("proven times cannot be read", e);
        }
    }

    private static void after(PreparedStatement statement, int before, Bill bill, byte[] payloadDigest)
            throws SQLException {
        statement.setString(before + 1, bill.terminalNo());
        statement.setLong(before + 2, bill.series());
        statement.setLong(before + 3, bill.counter() + 1);
        statement.setBytes(before + 4, payloadDigest);
    }
}
