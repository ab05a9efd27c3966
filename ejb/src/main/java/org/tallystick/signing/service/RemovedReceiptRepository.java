package org.tallystick.signing.service;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.OneConnection;

/**
 * Receipts that are not kept any more: what is left of them are digests, by which a bill that comes again, a link, and a file that somebody kept
 * are known. Receipts of a removed log whose rows are still to be deleted are among them.
 */
@ApplicationScoped
@PermitAll
public class RemovedReceiptRepository {
    private static final String SELECT = "SELECT r.number, r.digest, r.log_id, r.seq, d.removed_at, d.policy FROM %s r"
            + " JOIN ledger_removal d ON d.log_id = r.log_id WHERE ";

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    /** @param digest the receipt's, 32 bytes: the one its ledger entry names */
    public Optional<RemovedReceipt> byDigest(byte[] digest) {
        return find("r.digest = ?", "r.digest = ?", statement -> {
            statement.setBytes(1, digest);
            statement.setBytes(2, digest);
        });
    }

    /** @param code of the receipt's link */
    public Optional<RemovedReceipt> byCode(String code) {
        return find("r.code_digest = ?", "r.code = ?", statement -> {
            statement.setBytes(1, digestOf(code));
            statement.setString(2, code);
        });
    }

    public Optional<RemovedReceipt> byNumber(String number) {
        return find("r.number = ?", "r.number = ?", statement -> {
            statement.setString(1, number);
            statement.setString(2, number);
        });
    }

    /** Digests of the payloads of a counter's bills, as far as their receipts were removed. */
    public List<byte[]> payloadDigests(String terminalNo, long series, long counter) {
        String sql = "SELECT payload_digest FROM removed_receipt WHERE terminal_no = ? AND series = ? AND counter = ?";
        return query(
                sql,
                statement -> {
                    statement.setString(1, terminalNo);
                    statement.setLong(2, series);
                    statement.setLong(3, counter);
                },
                row -> row.getBytes(1));
    }

    /** What is kept of a link's code. */
    public static byte[] digestOf(String code) {
        return Sha256.of(code.getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<RemovedReceipt> find(String deleted, String marked, Parameters parameters) {
        return query(
                        SELECT.formatted("removed_receipt") + deleted + " UNION ALL " + SELECT.formatted("receipt")
                                + marked,
                        parameters,
                        row -> new RemovedReceipt(
                                row.getString(1),
                                row.getBytes(2),
                                row.getInt(3),
                                row.getLong(4),
                                Instant.ofEpochMilli(row.getLong(5)),
                                row.getString(6)))
                .stream()
                .findFirst();
    }

    /** On a connection of the caller's: whether any log was ever removed, without which nothing else need be asked. */
    boolean any(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT log_id FROM ledger_removal FETCH FIRST 1 ROW ONLY");
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** Likewise: whose receipt a link's code led to, if that was removed. */
    Optional<BillKey> holderOfCode(Connection connection, String code) throws SQLException {
        String sql = "SELECT terminal_no, series, counter FROM removed_receipt WHERE code_digest = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, digestOf(code));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new BillKey(row.getString(1), row.getLong(2), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    private <T> List<T> query(String sql, Parameters parameters, Row<T> row) {
        try (Connection connection = OneConnection.of(dataSource);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("removed receipts cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
