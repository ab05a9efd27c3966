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
import org.tallystick.signing.Bill;

/** Finds the earliest ledger time at which something the terminal signed already named a bill's digest. */
@ApplicationScoped
class ProvenTimeRepository {
    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    /** The bill after it in the chain, or a heartbeat's list of the outbox. */
    Optional<Instant> earliest(Bill bill, byte[] payloadDigest) {
        String sql = "SELECT MIN(at) FROM ("
                + "SELECT arrival AS at FROM receipt WHERE terminal_no = ? AND series = ? AND counter = ? AND verified AND previous = ?"
                + " UNION ALL SELECT announced_at AS at FROM announced_digest WHERE digest = ? AND terminal_no = ?) times";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, bill.terminalNo());
            statement.setLong(2, bill.series());
            statement.setLong(3, bill.counter() + 1);
            statement.setBytes(4, payloadDigest);
            statement.setBytes(5, payloadDigest);
            statement.setString(6, bill.terminalNo());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long at = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("proven times cannot be read", e);
        }
    }
}
