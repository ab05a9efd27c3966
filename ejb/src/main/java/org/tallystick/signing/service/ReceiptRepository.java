package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.GroupContext;
import org.tallystick.shared.TableRow;
import org.tallystick.shared.service.BulkRepository;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.PackedReceipt;

/** Stores receipts and their parts, in batches, on the connection and in the transaction of a group. */
@ApplicationScoped
class ReceiptRepository {
    private static final BulkRepository RECEIPTS = BulkRepository.into(
            "receipt",
            "number, terminal_no, series, counter, claim, active, code, payload_digest, verified, status, cause, stored, digest,"
                    + " log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency, sale_date, trace_no,"
                    + " previous, original_terminal, original_series, original_counter, sale_time, batch_no, reference_no,"
                    + " auth_code, card_last4");
    private static final BulkRepository KEYS =
            BulkRepository.into("receipt_key", "number, key_version, nonce, wrapped, acquirer, arrival");
    private static final BulkRepository PARTS =
            BulkRepository.into("receipt_part", "number, name, media_type, nonce, ciphertext");

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
        RECEIPTS.insert(group.connection(), stored, (row, item) -> bind(row, item, group));
        insertParts(group, stored);
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
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM receipt WHERE number = ? UNION ALL SELECT 1 FROM removed_receipt WHERE number = ?")) {
            statement.setString(1, number);
            statement.setString(2, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** A replaced receipt stays stored; the counter, and the link if it is the same, move to its successor. */
    private void retireReplaced(Connection connection, List<Append<ReceiptDraft>> stored) throws SQLException {
        for (Append<ReceiptDraft> item : stored) {
            Optional<Claim> replaced = item.item().replaced();
            if (replaced.isPresent()) {
                counts.take(connection, replaced.get().number());
                change(
                        connection,
                        "UPDATE receipt SET active = FALSE WHERE number = ?",
                        replaced.get().number());
            }
            for (String number : item.item().unlinked()) {
                change(connection, "UPDATE receipt SET code = NULL WHERE number = ?", number);
            }
        }
    }

    private static void change(Connection connection, String sql, String number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, number);
            statement.executeUpdate();
        }
    }

    private static void bind(TableRow row, Append<ReceiptDraft> item, GroupContext group) throws SQLException {
        ReceiptDraft draft = item.item();
        SealedBill sealed = draft.sealed();
        Bill bill = draft.bill();
        row.text(sealed.number()).text(bill.terminalNo()).number(bill.series()).number(bill.counter());
        row.small(draft.ordinal())
                .flag(draft.holdsCounter())
                .text(draft.code().orElse(null))
                .bytes(draft.payloadDigest());
        row.flag(draft.verified()).text(sealed.intake().status().name());
        row.text(sealed.intake().cause().map(Cause::code).orElse(null));
        row.bytes(PackedReceipt.pack(sealed.receipt())).bytes(sealed.digest());
        row.integer(group.log().id()).number(item.entries().get(0).index()).number(group.timeMillis());
        row.text(draft.findings().stream().map(Finding::name).collect(Collectors.joining(",")));
        row.text(bill.acquirer()).text(bill.merchantNo()).text(bill.type().name());
        row.number(bill.amount())
                .text(bill.currency())
                .date(bill.time().toLocalDate())
                .text(bill.traceNo());
        row.bytes(bill.previous().orElse(null));
        row.text(bill.original().flatMap(Bill.Original::terminalNo).orElse(null));
        row.number(bill.original().flatMap(Bill.Original::series).orElse(null));
        row.number(bill.original().flatMap(Bill.Original::counter).orElse(null));
        row.number(bill.time().toInstant().toEpochMilli()).text(bill.batchNo());
        row.text(bill.referenceNo().orElse(null)).text(bill.authCode().orElse(null));
        row.text(bill.card().map(ReceiptRepository::lastFour).orElse(null));
    }

    private static String lastFour(Bill.Card card) {
        return card.masked().substring(card.masked().length() - 4);
    }

    private static void insertParts(GroupContext group, List<Append<ReceiptDraft>> stored) throws SQLException {
        List<KeptKey> keys = new ArrayList<>();
        List<KeptPart> parts = new ArrayList<>();
        for (Append<ReceiptDraft> item : stored) {
            SealedBill sealed = item.item().sealed();
            sealed.parts().ifPresent(encrypted -> {
                keys.add(new KeptKey(sealed.number(), item.item().bill().acquirer(), encrypted));
                encrypted.parts().forEach(part -> parts.add(new KeptPart(sealed.number(), part)));
            });
        }
        KEYS.insert(group.connection(), keys, (row, key) -> row.text(key.number())
                .integer(key.of().keyVersion())
                .bytes(key.of().nonce())
                .bytes(key.of().wrappedKey())
                .text(key.acquirer())
                .number(group.timeMillis()));
        PARTS.insert(group.connection(), parts, (row, part) -> row.text(part.number())
                .text(part.of().name())
                .text(part.of().mediaType())
                .bytes(part.of().nonce())
                .bytes(part.of().ciphertext()));
    }

    private record KeptKey(String number, String acquirer, EncryptedParts of) {}

    private record KeptPart(String number, EncryptedParts.EncryptedPart of) {}
}
