package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.GroupContext;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;

/** Stores receipts and their parts, in batches, on the connection and in the transaction of a group. */
@ApplicationScoped
class ReceiptRepository {
    private static final String INSERT =
            "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, code,"
                    + " payload_digest, verified, status, cause, stored, digest, log_id, seq, arrival, findings, acquirer, merchant_no,"
                    + " bill_type, amount, currency, sale_date, trace_no, previous, original_terminal, original_series, original_counter,"
                    + " sale_time, batch_no, reference_no, auth_code, card_last4)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?)";

    private final DailyCountRepository counts;

    @Inject
    ReceiptRepository(DailyCountRepository counts) {
        this.counts = counts;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptRepository() {
        this(null);
    }

    void insert(GroupContext group, List<Append<ReceiptDraft>> stored) throws SQLException {
        if (stored.isEmpty()) {
            return;
        }
        retireReplaced(group.connection(), stored);
        try (PreparedStatement statement = group.connection().prepareStatement(INSERT)) {
            for (Append<ReceiptDraft> item : stored) {
                bind(statement, item, group);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        insertParts(group.connection(), stored);
        counts.add(group, stored);
    }

    Optional<BillKey> holderOfCode(Connection connection, String code) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT terminal_no, series, counter FROM receipt WHERE code = ?")) {
            statement.setString(1, code);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new BillKey(row.getString(1), row.getLong(2), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    boolean numberInUse(Connection connection, String number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM receipt WHERE number = ?")) {
            statement.setString(1, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** A replaced receipt stays stored; the counter, and the link if it is the same, move to its successor. */
    private void retireReplaced(Connection connection, List<Append<ReceiptDraft>> stored) throws SQLException {
        String sql =
                "UPDATE receipt SET active = FALSE, code = CASE WHEN code = ? THEN NULL ELSE code END WHERE number = ?";
        for (Append<ReceiptDraft> item : stored) {
            Optional<Claim> replaced = item.item().replaced();
            if (replaced.isPresent()) {
                counts.take(connection, replaced.get().number());
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setString(1, item.item().bill().code());
                    statement.setString(2, replaced.get().number());
                    statement.executeUpdate();
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, Append<ReceiptDraft> item, GroupContext group)
            throws SQLException {
        ReceiptDraft draft = item.item();
        SealedBill sealed = draft.sealed();
        Bill bill = draft.bill();
        Row row = new Row(statement);
        row.text(sealed.number()).text(bill.terminalNo()).number(bill.series()).number(bill.counter());
        row.number(draft.ordinal())
                .flag(draft.holdsCounter())
                .text(bill.code())
                .bytes(draft.payloadDigest())
                .flag(draft.verified());
        row.text(sealed.intake().status().name());
        row.text(sealed.intake().cause().map(Cause::code).orElse(null));
        row.bytes(sealed.receipt().bytes()).bytes(sealed.receipt().digest());
        row.number(group.log().id()).number(item.entries().get(0).index()).number(group.timeMillis());
        row.text(draft.findings().stream().map(Finding::name).collect(Collectors.joining(",")));
        row.text(bill.acquirer()).text(bill.merchantNo()).text(bill.type().name());
        row.number(bill.amount()).text(bill.currency());
        row.date(Date.valueOf(bill.time().toLocalDate())).text(bill.traceNo());
        row.bytes(bill.previous().orElse(null));
        row.text(bill.original().flatMap(Bill.Original::terminalNo).orElse(null));
        row.numberOrNull(bill.original().flatMap(Bill.Original::series).orElse(null));
        row.numberOrNull(bill.original().flatMap(Bill.Original::counter).orElse(null));
        row.number(bill.time().toInstant().toEpochMilli()).text(bill.batchNo());
        row.text(bill.referenceNo().orElse(null)).text(bill.authCode().orElse(null));
        row.text(bill.card().map(ReceiptRepository::lastFour).orElse(null));
    }

    private static String lastFour(Bill.Card card) {
        return card.masked().substring(card.masked().length() - 4);
    }

    private static void insertParts(Connection connection, List<Append<ReceiptDraft>> stored) throws SQLException {
        String keySql = "INSERT INTO receipt_key (number, key_version, nonce, wrapped) VALUES (?, ?, ?, ?)";
        String partSql =
                "INSERT INTO receipt_part (number, name, media_type, nonce, ciphertext) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement keys = connection.prepareStatement(keySql);
                PreparedStatement parts = connection.prepareStatement(partSql)) {
            boolean any = false;
            for (Append<ReceiptDraft> item : stored) {
                SealedBill sealed = item.item().sealed();
                if (sealed.parts().isPresent()) {
                    any = true;
                    bindParts(sealed.number(), sealed.parts().get(), keys, parts);
                }
            }
            if (any) {
                keys.executeBatch();
                parts.executeBatch();
            }
        }
    }

    private static void bindParts(
            String number, EncryptedParts encrypted, PreparedStatement keys, PreparedStatement parts)
            throws SQLException {
        new Row(keys)
                .text(number)
                .number(encrypted.keyVersion())
                .bytes(encrypted.nonce())
                .bytes(encrypted.wrappedKey());
        keys.addBatch();
        for (EncryptedParts.EncryptedPart part : encrypted.parts()) {
            new Row(parts)
                    .text(number)
                    .text(part.name())
                    .text(part.mediaType())
                    .bytes(part.nonce())
                    .bytes(part.ciphertext());
            parts.addBatch();
        }
    }

    /** Sets a statement's parameters one after the other. */
    private static final class Row {
        private final PreparedStatement statement;
        private int at;

        Row(PreparedStatement statement) {
            this.statement = statement;
        }

        Row text(@org.jspecify.annotations.Nullable String value) throws SQLException {
            statement.setString(++at, value);
            return this;
        }

        Row number(long value) throws SQLException {
            statement.setLong(++at, value);
            return this;
        }

        Row numberOrNull(@org.jspecify.annotations.Nullable Long value) throws SQLException {
            if (value == null) {
                statement.setNull(++at, Types.BIGINT);
                return this;
            }
            return number(value);
        }

        Row flag(boolean value) throws SQLException {
            statement.setBoolean(++at, value);
            return this;
        }

        Row bytes(byte @org.jspecify.annotations.Nullable [] value) throws SQLException {
            statement.setBytes(++at, value);
            return this;
        }

        Row date(Date value) throws SQLException {
            statement.setDate(++at, value);
            return this;
        }
    }
}
