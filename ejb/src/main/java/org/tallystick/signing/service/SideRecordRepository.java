package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.GroupContext;

/** Gap and conflict records, in the transaction of the group that puts their digests into the ledger. */
@ApplicationScoped
class SideRecordRepository {

    void write(GroupContext group, List<Append<ReceiptDraft>> items) throws SQLException {
        for (Append<ReceiptDraft> item : items) {
            for (SideRecord record : item.item().sideRecords()) {
                long index = item.entries().stream()
                        .filter(entry -> entry.entry().id().equals(record.id()))
                        .findFirst()
                        .orElseThrow()
                        .index();
                switch (record.kind()) {
                    case GAP -> insertGap(group, record, index);
                    case CONFLICT -> insertConflict(group, record, item.item().payloadDigest(), index);
                }
            }
        }
    }

    boolean conflictKnown(Connection connection, ReceiptDraft draft) throws SQLException {
        String sql =
                "SELECT 1 FROM bill_conflict WHERE terminal_no = ? AND series = ? AND counter = ? AND payload_digest = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, draft.key().terminalNo());
            statement.setLong(2, draft.key().series());
            statement.setLong(3, draft.key().counter());
            statement.setBytes(4, draft.payloadDigest());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void insertGap(GroupContext group, SideRecord record, long index) throws SQLException {
        String sql = "INSERT INTO gap_record (id, object, log_id, seq) VALUES (?, ?, ?, ?)";
        try (PreparedStatement statement = group.connection().prepareStatement(sql)) {
            statement.setString(1, record.id());
            statement.setBytes(2, record.object());
            statement.setInt(3, group.log().id());
            statement.setLong(4, index);
            statement.executeUpdate();
        }
    }

    private static void insertConflict(GroupContext group, SideRecord record, byte[] payloadDigest, long index)
            throws SQLException {
        String sql = "INSERT INTO bill_conflict (id, terminal_no, series, counter, payload_digest, object, log_id, seq)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = group.connection().prepareStatement(sql)) {
            statement.setString(1, record.id());
            statement.setString(2, record.key().terminalNo());
            statement.setLong(3, record.key().series());
            statement.setLong(4, record.key().counter());
            statement.setBytes(5, payloadDigest);
            statement.setBytes(6, record.object());
            statement.setInt(7, group.log().id());
            statement.setLong(8, index);
            statement.executeUpdate();
        }
    }
}
