package org.tallystick.receipts.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.tallystick.receipts.ReceiptListItem;
import org.tallystick.receipts.ReceiptListQuery;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.PackedReceipt;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;

/** The list of receipts for programs: by date of sale, the newest first, a page at a time by key and never by offset. Reads only. */
@ApplicationScoped
class ReceiptListRepository {
    private static final String SELECT = "SELECT r.number, r.code, r.merchant_no, r.terminal_no, r.series, r.counter,"
            + " r.status, r.cause, r.bill_type, r.amount, r.currency, r.sale_date, r.trace_no, r.arrival, l.origin, r.seq,"
            + " r.findings, r.stored FROM receipt r JOIN ledger_log l ON l.log_id = r.log_id ";

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    /** Whose receipts may be seen at all; the condition is one of ours, never a caller's text. */
    record Scope(String condition, String value) {
        static Scope merchant(String merchantNo) {
            return new Scope("r.merchant_no = ?", merchantNo);
        }

        /** Its receipts stand in its logs. */
        static Scope acquirer(String code) {
            return new Scope("r.log_id IN (SELECT a.log_id FROM ledger_log a WHERE a.acquirer = ?)", code);
        }
    }

    /** At most {@code most} receipts that hold their counters, the newest date of sale first. */
    List<ReceiptListItem> find(Scope scope, ReceiptListQuery query, int most) {
        StringBuilder sql = new StringBuilder(SELECT)
                .append("WHERE ")
                .append(scope.condition())
                .append(" AND r.active AND ")
                .append(ReceiptConditionsRepository.KEPT);
        List<Object> values = new ArrayList<>(List.of(scope.value()));
        query.merchantNo().ifPresent(no -> add(sql, values, " AND r.merchant_no = ?", no));
        query.from().ifPresent(day -> add(sql, values, " AND r.sale_date >= ?", Date.valueOf(day)));
        query.to().ifPresent(day -> add(sql, values, " AND r.sale_date <= ?", Date.valueOf(day)));
        query.terminalNo().ifPresent(no -> add(sql, values, " AND r.terminal_no = ?", no));
        // A constant of ours and no parameter: the index of those that are UNSIGNED is for nothing else.
        query.status()
                .ifPresent(status ->
                        sql.append(" AND r.status = '").append(status.name()).append('\''));
        query.cursor().ifPresent(end -> {
            // The first condition is for the index, the second one is exact.
            add(sql, values, " AND r.sale_date <= ?", Date.valueOf(end.saleDate()));
            add(sql, values, " AND (r.sale_date, r.arrival, r.number) < (?, ?, ?)", Date.valueOf(end.saleDate()));
            values.add(end.arrival());
            values.add(end.number());
        });
        add(sql, values, " ORDER BY r.sale_date DESC, r.arrival DESC, r.number DESC LIMIT ?", most);
        return list(sql.toString(), values);
    }

    /** A receipt, whether or not it still holds its counter. */
    Optional<ReceiptListItem> byNumber(Scope scope, String number) {
        String sql =
                SELECT + "WHERE r.number = ? AND " + scope.condition() + " AND " + ReceiptConditionsRepository.KEPT;
        return list(sql, List.of(number, scope.value())).stream().findFirst();
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, Object value) {
        sql.append(condition);
        values.add(value);
    }

    private List<ReceiptListItem> list(String sql, List<Object> values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<ReceiptListItem> items = new ArrayList<>();
                while (rows.next()) {
                    items.add(item(rows));
                }
                return items;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the list of receipts cannot be read", e);
        }
    }

    private static ReceiptListItem item(ResultSet row) throws SQLException {
        LocalDate saleDate = row.getDate(12).toLocalDate();
        String findings = row.getString(17);
        return new ReceiptListItem(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                ReceiptStatus.valueOf(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                BillType.valueOf(row.getString(9)),
                new Money(row.getLong(10), Currency.getInstance(row.getString(11))),
                saleDate,
                timeOfSale(PackedReceipt.unpack(row.getBytes(18))),
                row.getString(13),
                Instant.ofEpochMilli(row.getLong(14)),
                row.getString(15),
                row.getLong(16),
                findings.isEmpty() ? List.of() : List.of(findings.split(",")));
    }

    private static OffsetDateTime timeOfSale(byte[] stored) {
        return Bill.parse(Receipt.parse(stored).payload()).time();
    }
}
