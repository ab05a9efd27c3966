package org.tallystick.compliance.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.compliance.CertificateCount;
import org.tallystick.compliance.Coverage;
import org.tallystick.compliance.GroupCount;
import org.tallystick.compliance.Period;

/** The numbers of the dashboards. */
@ApplicationScoped
class OverviewRepository {
    private static final Duration SOON = Duration.ofDays(30);
    private static final String RECEIPTS =
            " FROM daily_count d JOIN merchant m ON m.merchant_no = d.merchant_no JOIN acquirer a ON a.code = d.acquirer WHERE ";
    private static final String COUNTS =
            " SUM(CASE WHEN d.status = 'SIGNED' THEN d.receipts ELSE 0 END), SUM(d.receipts)";
    private static final String TERMINALS =
            " FROM terminal t JOIN store s ON s.id = t.store_id JOIN merchant m ON m.merchant_no = s.merchant_no ";

    private final RowRepository rows;

    @Inject
    OverviewRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OverviewRepository() {
        this(null);
    }

    Map<LocalDate, Coverage> byDay(Scope scope, Period period) {
        Conditions where = within(scope, period);
        Map<LocalDate, Coverage> days = new TreeMap<>();
        rows.list(
                "SELECT d.sale_date," + COUNTS + RECEIPTS + where.text() + " GROUP BY d.sale_date",
                where.after(),
                row -> {
                    days.put(row.getDate(1).toLocalDate(), coverage(row, 2));
                    return row;
                });
        return days;
    }

    List<GroupCount> byAcquirer(Scope scope, Period period) {
        Conditions where = within(scope, period);
        return rows.list(
                "SELECT a.code, a.name_zh, a.name_en," + COUNTS + RECEIPTS + where.text()
                        + " GROUP BY a.code, a.name_zh, a.name_en ORDER BY 5 DESC, 1",
                where.after(),
                row -> new GroupCount(row.getString(1), row.getString(2), row.getString(3), coverage(row, 4)));
    }

    List<GroupCount> byRegion(Scope scope, Period period) {
        Conditions where = within(scope, period);
        return rows.list(
                "SELECT m.region," + COUNTS + RECEIPTS + where.text() + " GROUP BY m.region ORDER BY 3 DESC, 1",
                where.after(),
                row -> new GroupCount(row.getString(1), row.getString(1), row.getString(1), coverage(row, 2)));
    }

    /** Every region with a merchant that may be seen. */
    List<String> regions(Scope scope) {
        Conditions where = RowRepository.merchantsIn(scope);
        return rows.list(
                "SELECT DISTINCT m.region FROM merchant m WHERE " + where.text() + " ORDER BY 1",
                where.after(),
                row -> row.getString(1));
    }

    long merchants(Scope scope) {
        Conditions where = RowRepository.merchantsIn(scope);
        return rows.count("SELECT COUNT(*) FROM merchant m WHERE " + where.text(), where.after());
    }

    long terminals(Scope scope) {
        Conditions where = RowRepository.merchantsIn(scope);
        return rows.count("SELECT COUNT(*)" + TERMINALS + "WHERE " + where.text(), where.after());
    }

    CertificateCount certificates(Scope scope, Instant now) {
        Conditions where = RowRepository.merchantsIn(scope);
        String live = "tc.revoked_at IS NULL AND tc.suspended_at IS NULL AND ";
        String sql = "SELECT " + sum(live + "tc.not_after > ?") + ", "
                + sum(live + "tc.not_after > ? AND tc.not_after <= ?") + ", " + sum(live + "tc.not_after <= ?") + ", "
                + sum("tc.revoked_at IS NULL AND tc.suspended_at IS NOT NULL") + ", " + sum("tc.revoked_at IS NOT NULL")
                + TERMINALS + "JOIN terminal_certificate tc ON tc.terminal_no = t.terminal_no WHERE " + where.text();
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        return rows.list(
                        sql,
                        where.after(at, at, at.plus(SOON), at),
                        row -> new CertificateCount(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .get(0);
    }

    private static Conditions within(Scope scope, Period period) {
        return new Conditions()
                .given(scope.acquirer(), "d.acquirer = ?")
                .given(scope.region(), "m.region = ?")
                .and("d.receipts > 0")
                .and("d.sale_date BETWEEN ? AND ?", period.from(), period.to());
    }

    private static String sum(String condition) {
        return "SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
    }

    /** Signed ones and all, in this column and the next. */
    static Coverage coverage(ResultSet row, int column) throws SQLException {
        long signed = row.getLong(column);
        return new Coverage(signed, row.getLong(column + 1) - signed);
    }
}
