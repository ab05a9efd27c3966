package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.tallystick.coverage.CauseRate;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.Cause;

/** Rates of what is signed, from the counts; hundreds of rows, however many receipts there are. */
@ApplicationScoped
class RateRepository {
    private static final String SUMS =
            "SUM(c.receipts), SUM(CASE WHEN c.terminal_state = 'SIGNED' THEN c.receipts ELSE 0 END),"
                    + " SUM(CASE WHEN c.requirement = 'REQUIRED' THEN c.receipts ELSE 0 END),"
                    + " SUM(CASE WHEN c.requirement = 'REQUIRED' AND c.cardholder_state = 'PRESENT' THEN c.receipts ELSE 0 END)"
                    + " FROM coverage_count c JOIN merchant m ON m.merchant_no = c.merchant_no JOIN acquirer a ON a.code = c.acquirer"
                    + " WHERE ";

    private final RowRepository rows;

    @Inject
    RateRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RateRepository() {
        this(null);
    }

    /** The most unsigned first; days in their order. */
    List<Rate> by(CaseScope scope, RateQuery query, Dimension dimension, int most) {
        String names = names(dimension);
        List<Object> values = new ArrayList<>();
        String where = where(scope, query, values);
        String order = dimension == Dimension.DAY
                ? " ORDER BY 1"
                : " ORDER BY SUM(CASE WHEN c.cause <> '' THEN c.receipts ELSE 0 END) DESC, SUM(c.receipts) DESC, 1";
        return rows.list(
                "SELECT " + names + ", " + SUMS + where + " GROUP BY " + names + " HAVING SUM(c.receipts) > 0" + order
                        + " LIMIT " + most,
                values,
                row -> new Rate(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)));
    }

    Rate total(CaseScope scope, RateQuery query) {
        List<Object> values = new ArrayList<>();
        String where = where(scope, query, values);
        return rows.list(
                        "SELECT " + SUMS + where,
                        values,
                        row -> new Rate("", "", "", row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .get(0);
    }

    /** Cases of the sales of the time by cause, the most first. */
    List<CauseRate> causes(CaseScope scope, RateQuery query) {
        List<Object> values = new ArrayList<>(scope.parameters());
        StringBuilder where = new StringBuilder(scope.condition());
        where.append(" AND COALESCE(c.sale_time, c.opened_at) BETWEEN ? AND ?");
        values.add(start(query.from()));
        values.add(start(query.to().plusDays(1)) - 1);
        narrow(query, where, values);
        return rows.list(
                "SELECT c.cause, COUNT(*), SUM(CASE WHEN c.closed_at IS NULL THEN 1 ELSE 0 END),"
                        + " AVG(CASE WHEN c.state = 'CLOSED' THEN c.closed_at - c.opened_at END)"
                        + " FROM coverage_case c JOIN merchant m ON m.merchant_no = c.merchant_no WHERE " + where
                        + " GROUP BY c.cause ORDER BY 2 DESC, 1",
                values,
                row -> new CauseRate(
                        Cause.valueOf(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        RowRepository.number(row, 4).map(OptionalLong::of).orElse(OptionalLong.empty())));
    }

    private static String where(CaseScope scope, RateQuery query, List<Object> values) {
        values.addAll(scope.parameters());
        StringBuilder where = new StringBuilder(scope.condition());
        where.append(" AND c.sale_date BETWEEN ? AND ?");
        values.add(Date.valueOf(query.from()));
        values.add(Date.valueOf(query.to()));
        narrow(query, where, values);
        return where.toString();
    }

    private static void narrow(RateQuery query, StringBuilder where, List<Object> values) {
        query.region().ifPresent(region -> {
            where.append(" AND m.region = ?");
            values.add(region);
        });
        query.acquirer().ifPresent(acquirer -> {
            where.append(" AND c.acquirer = ?");
            values.add(acquirer);
        });
    }

    private static String names(Dimension dimension) {
        return switch (dimension) {
            case INSTITUTION -> "c.acquirer, a.name_zh, a.name_en";
            case REGION -> "m.region, m.region, m.region";
            case BRAND -> "c.scheme, c.scheme, c.scheme";
            case ENTRY_MODE -> "c.entry_mode, c.entry_mode, c.entry_mode";
            case MERCHANT -> "c.merchant_no, m.name_zh, m.name_en";
            case TERMINAL -> "c.terminal_no, m.name_zh, m.name_en";
            case DAY -> "c.sale_date, c.sale_date, c.sale_date";
        };
    }

    private static long start(LocalDate day) {
        return ShopTime.startOf(day).toEpochMilli();
    }
}
