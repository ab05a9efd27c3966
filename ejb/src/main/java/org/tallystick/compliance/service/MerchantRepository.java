package org.tallystick.compliance.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.compliance.Coverage;
import org.tallystick.compliance.MerchantQuery;
import org.tallystick.compliance.MerchantSummary;
import org.tallystick.compliance.Period;

/** Merchants with what they delivered in a period. */
@ApplicationScoped
class MerchantRepository {
    private static final String COLUMNS =
            "SELECT m.merchant_no, m.name_zh, m.name_en, m.city, m.region, a.name_zh, a.name_en,"
                    + " COALESCE(c.signed, 0), COALESCE(c.total, 0), c.newest";
    private static final String COUNTED =
            " FROM merchant m JOIN acquirer a ON a.code = m.acquirer_code LEFT JOIN (SELECT d.merchant_no AS merchant_no,"
                    + " SUM(CASE WHEN d.status = 'SIGNED' THEN d.receipts ELSE 0 END) AS signed, SUM(d.receipts) AS total,"
                    + " MAX(d.newest) AS newest FROM daily_count d WHERE d.receipts > 0 AND d.sale_date BETWEEN ? AND ?";
    private static final String JOINED = " GROUP BY d.merchant_no) c ON c.merchant_no = m.merchant_no WHERE ";

    private final RowRepository rows;

    @Inject
    MerchantRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MerchantRepository() {
        this(null);
    }

    List<MerchantSummary> find(Scope scope, MerchantQuery query) {
        Conditions where = matching(scope, query.text());
        Conditions counted = counted(scope, query.period());
        String sql = COLUMNS + COUNTED + more(scope) + JOINED + where.text() + " ORDER BY " + order(query.order())
                + " LIMIT ? OFFSET ?";
        where.with(MerchantQuery.ROWS, (long) query.page() * MerchantQuery.ROWS);
        return rows.list(sql, where.after(counted.after().toArray()), MerchantRepository::read);
    }

    long count(Scope scope, String text) {
        Conditions where = matching(scope, text);
        return rows.count("SELECT COUNT(*) FROM merchant m WHERE " + where.text(), where.after());
    }

    Optional<MerchantSummary> one(Scope scope, String merchantNo, Period period) {
        Conditions where = RowRepository.merchantsIn(scope).and("m.merchant_no = ?", merchantNo);
        return rows
                .list(
                        COLUMNS + COUNTED + more(scope) + JOINED + where.text(),
                        where.after(counted(scope, period).after().toArray()),
                        MerchantRepository::read)
                .stream()
                .findFirst();
    }

    Map<LocalDate, Coverage> byDay(Scope scope, String merchantNo, Period period) {
        Conditions where = counted(scope, period).with(merchantNo);
        String sql =
                "SELECT d.sale_date, SUM(CASE WHEN d.status = 'SIGNED' THEN d.receipts ELSE 0 END), SUM(d.receipts)"
                        + " FROM daily_count d WHERE d.receipts > 0 AND d.sale_date BETWEEN ? AND ?" + more(scope)
                        + " AND d.merchant_no = ? GROUP BY d.sale_date";
        Map<LocalDate, Coverage> days = new TreeMap<>();
        rows.list(sql, where.after(), row -> {
            days.put(row.getDate(1).toLocalDate(), OverviewRepository.coverage(row, 2));
            return row;
        });
        return days;
    }

    /** Values of the counted receipts; their texts stand in {@link #COUNTED} and {@link #more}. */
    private static Conditions counted(Scope scope, Period period) {
        Conditions values = new Conditions().with(period.from(), period.to());
        scope.acquirer().ifPresent(values::with);
        return values;
    }

    private static String more(Scope scope) {
        return scope.acquirer().isPresent() ? " AND d.acquirer = ?" : "";
    }

    private static Conditions matching(Scope scope, String text) {
        Conditions where = RowRepository.merchantsIn(scope);
        if (!text.isEmpty()) {
            String part = "%" + escaped(text) + "%";
            where.and(
                    "(LOWER(m.name_zh) LIKE ? ESCAPE '!' OR LOWER(m.name_en) LIKE ? ESCAPE '!'"
                            + " OR LOWER(m.city) LIKE ? ESCAPE '!' OR LOWER(m.merchant_no) LIKE ? ESCAPE '!')",
                    part,
                    part,
                    part,
                    escaped(text) + "%");
        }
        return where;
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
    }

    private static String order(MerchantQuery.Order order) {
        return switch (order) {
            case UNSIGNED -> "COALESCE(c.total - c.signed, 0) DESC, COALESCE(c.total, 0) DESC, m.merchant_no";
            case RATE ->
                "COALESCE((c.total - c.signed) * 1.0 / c.total, 0) DESC, COALESCE(c.total, 0) DESC, m.merchant_no";
            case RECEIPTS -> "COALESCE(c.total, 0) DESC, m.merchant_no";
            case NEWEST -> "COALESCE(c.newest, 0) DESC, m.merchant_no";
            case NAME -> "m.name_zh, m.merchant_no";
        };
    }

    private static MerchantSummary read(ResultSet row) throws SQLException {
        long newest = row.getLong(10);
        return new MerchantSummary(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                OverviewRepository.coverage(row, 8),
                newest == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest)));
    }
}
