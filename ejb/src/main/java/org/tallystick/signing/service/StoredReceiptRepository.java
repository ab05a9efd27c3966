package org.tallystick.signing.service;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.tallystick.ledger.service.KeptLogs;
import org.tallystick.shared.service.OneConnection;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.PackedReceipt;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;

/** Questions about stored receipts. Reads only. */
@ApplicationScoped
@PermitAll
public class StoredReceiptRepository {
    private static final String SELECT =
            "SELECT number, terminal_no, series, counter, claim, active, code, status, cause, stored,"
                    + " log_id, seq, arrival, findings, merchant_no, bill_type FROM receipt ";

    /** Receipts of a removed log are not shown from the moment on at which it is marked, however long deleting them takes. */
    private static final String KEPT = " AND " + KeptLogs.keep("receipt");

    private final PartsCipher cipher;
    private final ProvenTimeRepository provenTimes;

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    @Inject
    StoredReceiptRepository(PartsCipher cipher, ProvenTimeRepository provenTimes) {
        this.cipher = cipher;
        this.provenTimes = provenTimes;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected StoredReceiptRepository() {
        this(null, null);
    }

    /** @param code 22 characters of base64url; anything else is not found */
    public Optional<StoredReceipt> byCode(String code) {
        return list(SELECT + "WHERE code = ?" + KEPT, s -> s.setString(1, code)).stream()
                .findFirst();
    }

    public Optional<StoredReceipt> byNumber(String number) {
        return list(SELECT + "WHERE number = ?" + KEPT, s -> s.setString(1, number)).stream()
                .findFirst();
    }

    /** @param digest the receipt's, 32 bytes: the one its ledger entry names */
    public Optional<StoredReceipt> byDigest(byte[] digest) {
        return list(SELECT + "WHERE digest = ?" + KEPT, s -> s.setBytes(1, digest)).stream()
                .findFirst();
    }

    /** @param date local date of the sale */
    public List<StoredReceipt> bySlip(String terminalNo, String traceNo, LocalDate date) {
        String where = "WHERE terminal_no = ? AND trace_no = ? AND sale_date = ?" + KEPT + " ORDER BY arrival";
        return list(SELECT + where, s -> {
            s.setString(1, terminalNo);
            s.setString(2, traceNo);
            s.setDate(3, java.sql.Date.valueOf(date));
        });
    }

    /** Every receipt of one counter, the first claim first. */
    public List<StoredReceipt> ofCounter(String terminalNo, long series, long counter) {
        return list(SELECT + "WHERE terminal_no = ? AND series = ? AND counter = ? ORDER BY claim", s -> {
            s.setString(1, terminalNo);
            s.setLong(2, series);
            s.setLong(3, counter);
        });
    }

    /** Voids, refunds and completions that name this bill as their original. */
    public List<StoredReceipt> referringTo(String terminalNo, long series, long counter) {
        String where =
                "WHERE original_terminal = ? AND original_series = ? AND original_counter = ? AND active ORDER BY arrival";
        return list(SELECT + where, s -> {
            s.setString(1, terminalNo);
            s.setLong(2, series);
            s.setLong(3, counter);
        });
    }

    /** Receipts of a log behind a place in it, in the order of the ledger. @param after index, -1 for the beginning */
    public List<StoredReceipt> behind(int logId, long after, int most) {
        return list(SELECT + "WHERE log_id = ? AND seq > ? ORDER BY seq LIMIT ?", s -> {
            s.setInt(1, logId);
            s.setLong(2, after);
            s.setInt(3, most);
        });
    }

    /** Ledger time at which something the terminal signed already named this bill's digest (API.md "Trusted time"). */
    public Optional<Instant> provenEarlier(Bill bill, byte[] payloadDigest) {
        return provenTimes.earliest(bill, payloadDigest);
    }

    /** The receipt's parts, opened; empty when it has none or they were erased. */
    public List<Part> parts(StoredReceipt receipt) {
        List<EncryptedParts.EncryptedPart> encrypted = encryptedParts(receipt.number());
        if (encrypted.isEmpty()) {
            return List.of();
        }
        byte[] digest = Receipt.parse(receipt.stored()).digest();
        return wrappedKey(receipt.number(), encrypted)
                .map(parts -> cipher.decrypt(parts, digest))
                .orElse(List.of());
    }

    private List<EncryptedParts.EncryptedPart> encryptedParts(String number) {
        String sql = "SELECT name, media_type, nonce, ciphertext FROM receipt_part WHERE number = ? ORDER BY name";
        return query(sql, s -> s.setString(1, number), rows -> {
            List<EncryptedParts.EncryptedPart> parts = new ArrayList<>();
            while (rows.next()) {
                parts.add(new EncryptedParts.EncryptedPart(
                        rows.getString(1), rows.getString(2), rows.getBytes(3), rows.getBytes(4)));
            }
            return parts;
        });
    }

    private Optional<EncryptedParts> wrappedKey(String number, List<EncryptedParts.EncryptedPart> parts) {
        String sql = "SELECT key_version, nonce, wrapped FROM receipt_key WHERE number = ?";
        return query(
                sql,
                s -> s.setString(1, number),
                row -> row.next()
                        ? Optional.of(new EncryptedParts(row.getInt(1), row.getBytes(2), row.getBytes(3), parts))
                        : Optional.empty());
    }

    private List<StoredReceipt> list(String sql, Parameters parameters) {
        return query(sql, parameters, rows -> {
            List<StoredReceipt> receipts = new ArrayList<>();
            while (rows.next()) {
                receipts.add(read(rows));
            }
            return receipts;
        });
    }

    private static StoredReceipt read(ResultSet row) throws SQLException {
        String findings = row.getString(14);
        return new StoredReceipt(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getInt(5),
                row.getBoolean(6),
                Optional.ofNullable(row.getString(7)),
                ReceiptStatus.valueOf(row.getString(8)),
                Optional.ofNullable(row.getString(9)),
                PackedReceipt.unpack(row.getBytes(10)),
                row.getInt(11),
                row.getLong(12),
                row.getLong(13),
                findings.isEmpty() ? List.of() : List.of(findings.split(",")),
                row.getString(15),
                BillType.valueOf(row.getString(16)));
    }

    private <T> T query(String sql, Parameters parameters, Rows<T> rows) {
        try (Connection connection = OneConnection.of(dataSource);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (ResultSet result = statement.executeQuery()) {
                return rows.read(result);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("receipts cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
