package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.GroupContext;
import org.tallystick.signing.Bill;

/**
 * Counts receipts by day, merchant and status in the transaction that stores them. An acquirer's receipts are written by one
 * log at a time, so that nobody else changes these rows meanwhile.
 */
@ApplicationScoped
class DailyCountRepository {
    private static final String KEY = "sale_date = ? AND acquirer = ? AND merchant_no = ? AND status = ?";
    private static final String ADD =
            "UPDATE daily_count SET receipts = receipts + ?, newest = ?, changes = changes + 1 WHERE " + KEY;
    private static final String BEGIN =
            "INSERT INTO daily_count (receipts, newest, sale_date, acquirer, merchant_no, status)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String TAKE =
            "UPDATE daily_count d SET receipts = receipts - 1, changes = changes + 1 WHERE EXISTS (SELECT 1 FROM receipt r"
                    + " WHERE r.number = ? AND r.active AND r.sale_date = d.sale_date AND r.acquirer = d.acquirer"
                    + " AND r.merchant_no = d.merchant_no AND r.status = d.status)";

    private record Key(LocalDate day, String acquirer, String merchantNo, String status) {}

    /** Counts what a group stores; a claim to a counter that another receipt holds is no sale more. */
    void add(GroupContext group, List<Append<ReceiptDraft>> stored) throws SQLException {
        Map<Key, Long> counts = new LinkedHashMap<>();
        for (Append<ReceiptDraft> item : stored) {
            if (!item.item().holdsCounter()) {
                continue;
            }
            Bill bill = item.item().bill();
            String status = item.item().sealed().intake().status().name();
            counts.merge(new Key(bill.time().toLocalDate(), bill.acquirer(), bill.merchantNo(), status), 1L, Long::sum);
        }
        List<Map.Entry<Key, Long>> all = new ArrayList<>(counts.entrySet());
        int[] changed = run(ADD, all, group);
        List<Map.Entry<Key, Long>> fresh = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                fresh.add(all.get(i));
            }
        }
        if (!fresh.isEmpty()) {
            run(BEGIN, fresh, group);
        }
    }

    /** Before a receipt loses its counter to another one. */
    void take(Connection connection, String number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, number);
            statement.executeUpdate();
        }
    }

    private static int[] run(String sql, List<Map.Entry<Key, Long>> counts, GroupContext group) throws SQLException {
        try (PreparedStatement statement = group.connection().prepareStatement(sql)) {
            for (Map.Entry<Key, Long> count : counts) {
                Key key = count.getKey();
                statement.setLong(1, count.getValue());
                statement.setLong(2, group.timeMillis());
                statement.setDate(3, Date.valueOf(key.day()));
                statement.setString(4, key.acquirer());
                statement.setString(5, key.merchantNo());
                statement.setString(6, key.status());
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }
}
