package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tallystick.coverage.CauseRate;
import org.tallystick.coverage.Outcome;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateLine;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Device;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.coverage.Remedy;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.Cause;

/** Rates of what is signed, from the counts; hundreds of rows, however many receipts there are. */
@ApplicationScoped
class RateRepository {
    private static final String SUMS =
            "SUM(c.receipts), SUM(CASE WHEN c.terminal_state = 'SIGNED' THEN c.receipts ELSE 0 END),"
                    + " SUM(CASE WHEN c.requirement = 'REQUIRED' THEN c.receipts ELSE 0 END),"
                    + " SUM(CASE WHEN c.requirement = 'REQUIRED' AND c.cardholder_state = 'PRESENT' THEN c.receipts ELSE 0 END)";
    private static final String COUNTS =
            " FROM coverage_count c JOIN merchant m ON m.merchant_no = c.merchant_no JOIN acquirer a ON a.code = c.acquirer";
    private static final String CASES =
            " FROM coverage_case c JOIN merchant m ON m.merchant_no = c.merchant_no JOIN acquirer a ON a.code = c.acquirer";
    private static final List<Remedy> REMEDIES = List.of(Remedy.values());
    private static final String OF_CASES = "COUNT(*), SUM(CASE WHEN c.closed_at IS NULL THEN 1 ELSE 0 END),"
            + " AVG(CASE WHEN c.state = 'CLOSED' THEN c.closed_at - c.opened_at END),"
            + " SUM(CASE WHEN c.state = 'UNREMEDIABLE' THEN 1 ELSE 0 END),"
            + " SUM(CASE WHEN c.state = 'CLOSED' AND c.receipt IS NOT NULL AND c.missing LIKE '%CARDHOLDER_SIGNATURE%'"
            + " AND c.remedy IN ('LATE_CARDHOLDER', 'PAPER_SCAN', 'CONFIRMATION_LETTER') THEN 1 ELSE 0 END), "
            + REMEDIES.stream()
                    .map(remedy ->
                            "SUM(CASE WHEN c.state = 'CLOSED' AND c.remedy = '" + remedy + "' THEN 1 ELSE 0 END)")
                    .collect(Collectors.joining(", "));

    /** A case that was resent without a receipt went on as another one: the sale is counted there. */
    private static final String NOT_MERGED = " AND NOT (c.remedy = 'RESENT' AND c.receipt IS NULL)";

    /** What ran on the terminal: the newest report of the day of the sale or before. */
    private static final String PROGRAM =
            " LEFT JOIN terminal_program p ON p.terminal_no = c.terminal_no AND p.from_day = (SELECT MAX(q.from_day)"
                    + " FROM terminal_program q WHERE q.terminal_no = c.terminal_no AND %s)";

    private static final String BY_DAY = PROGRAM.formatted("q.from_day <= c.sale_date");
    private static final String BY_TIME = PROGRAM.formatted("q.from_time <= COALESCE(c.sale_time, c.opened_at)");

    /** Of a case the receipt knows how the card was read; without a bill nobody does. */
    private static final String RECEIPT = " LEFT JOIN receipt w ON w.number = c.receipt"
            + " LEFT JOIN receipt_coverage x ON x.log_id = w.log_id AND x.seq = w.seq"
            + " LEFT JOIN coverage_kind v ON v.id = x.kind";

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
        String names = names(dimension, "c");
        List<Object> values = new ArrayList<>();
        String where = where(scope, query, values);
        String order = dimension == Dimension.DAY
                ? " ORDER BY 1"
                : " ORDER BY SUM(CASE WHEN c.cause <> '' THEN c.receipts ELSE 0 END) DESC, SUM(c.receipts) DESC, 1";
        return rows.list(
                "SELECT " + names + ", " + SUMS + COUNTS + program(query, dimension, BY_DAY) + " WHERE " + where
                        + " GROUP BY " + names + " HAVING SUM(c.receipts) > 0" + order + " LIMIT " + most,
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

    /** The same with the cases of these sales. */
    List<RateLine> lines(CaseScope scope, RateQuery query, Dimension dimension, int most) {
        List<Rate> rates = by(scope, query, dimension, most);
        Map<String, Outcome> cases = dimension == Dimension.DAY ? Map.of() : cases(scope, query, dimension);
        return rates.stream()
                .map(rate -> new RateLine(rate, cases.getOrDefault(rate.key() + '\n' + rate.nameEn(), Outcome.NONE)))
                .toList();
    }

    Rate total(CaseScope scope, RateQuery query) {
        List<Object> values = new ArrayList<>();
        String where = where(scope, query, values);
        return rows.list(
                        "SELECT " + SUMS + COUNTS + program(query, Dimension.DAY, BY_DAY) + " WHERE " + where,
                        values,
                        row -> new Rate("", "", "", row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .get(0);
    }

    /** Cases of the sales of the time by cause, the most first. */
    List<CauseRate> causes(CaseScope scope, RateQuery query) {
        List<Object> values = new ArrayList<>();
        String where = whereOfCases(scope, query, values);
        return rows.list(
                "SELECT c.cause, " + OF_CASES + CASES + program(query, Dimension.DAY, BY_TIME) + " WHERE " + where
                        + " GROUP BY c.cause ORDER BY 2 DESC, 1",
                values,
                row -> new CauseRate(Cause.valueOf(row.getString(1)), outcome(row, 2)));
    }

    private Map<String, Outcome> cases(CaseScope scope, RateQuery query, Dimension dimension) {
        List<Object> values = new ArrayList<>();
        String where = whereOfCases(scope, query, values);
        boolean ofReceipt = dimension == Dimension.BRAND || dimension == Dimension.ENTRY_MODE;
        String names = names(dimension, ofReceipt ? "v" : "c");
        Map<String, Outcome> found = new HashMap<>();
        rows.list(
                        "SELECT " + names + ", " + OF_CASES + CASES + (ofReceipt ? RECEIPT : "")
                                + program(query, dimension, BY_TIME) + " WHERE " + where + " GROUP BY " + names,
                        values,
                        row -> Map.entry(row.getString(1) + '\n' + row.getString(3), outcome(row, 4)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
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

    private static String whereOfCases(CaseScope scope, RateQuery query, List<Object> values) {
        values.addAll(scope.parameters());
        StringBuilder where = new StringBuilder(scope.condition());
        where.append(NOT_MERGED)
                .append(" AND (c.sale_time BETWEEN ? AND ? OR c.sale_time IS NULL AND c.opened_at BETWEEN ? AND ?)");
        List<Long> days = List.of(
                ShopTime.startOf(query.from()).toEpochMilli(),
                ShopTime.startOf(query.to().plusDays(1)).toEpochMilli() - 1);
        values.addAll(days);
        values.addAll(days);
        narrow(query, where, values);
        return where.toString();
    }

    private static void narrow(RateQuery query, StringBuilder where, List<Object> values) {
        query.region().ifPresent(region -> add(where, " AND m.region = ?", values, region));
        query.acquirer().ifPresent(acquirer -> add(where, " AND c.acquirer = ?", values, acquirer));
        Device device = query.device();
        device.brand().ifPresent(brand -> add(where, " AND COALESCE(p.brand, '') = ?", values, brand));
        device.model().ifPresent(model -> add(where, " AND COALESCE(p.model, '') = ?", values, model));
        device.firmware().ifPresent(version -> add(where, " AND COALESCE(p.firmware, '') = ?", values, version));
    }

    private static void add(StringBuilder where, String condition, List<Object> values, String value) {
        where.append(condition);
        values.add(value);
    }

    private static String program(RateQuery query, Dimension dimension, String join) {
        return dimension.isOfDevices() || !query.device().equals(Device.ANY) ? join : "";
    }

    /** @param receipts alias of the table that knows card and entry mode */
    private static String names(Dimension dimension, String receipts) {
        return switch (dimension) {
            case INSTITUTION -> "c.acquirer, a.name_zh, a.name_en";
            case REGION -> "m.region, m.region, m.region";
            case BRAND -> three("COALESCE(" + receipts + ".scheme, '')");
            case ENTRY_MODE -> three("COALESCE(" + receipts + ".entry_mode, '')");
            case MERCHANT -> "c.merchant_no, m.name_zh, m.name_en";
            case TERMINAL -> "c.terminal_no, m.name_zh, m.name_en";
            case DEVICE_BRAND -> three("COALESCE(p.brand, '')");
            case DEVICE_MODEL -> "COALESCE(p.model, ''), COALESCE(p.brand, ''), COALESCE(p.brand, '')";
            case FIRMWARE -> "COALESCE(p.firmware, ''), COALESCE(p.model, ''), COALESCE(p.model, '')";
            case DAY -> three("c.sale_date");
        };
    }

    private static String three(String name) {
        return name + ", " + name + ", " + name;
    }

    /** @param first column of {@link #OF_CASES} */
    private static Outcome outcome(ResultSet row, int first) throws SQLException {
        Map<Remedy, Long> remedies = new EnumMap<>(Remedy.class);
        for (int i = 0; i < REMEDIES.size(); i++) {
            remedies.put(REMEDIES.get(i), row.getLong(first + 5 + i));
        }
        return new Outcome(
                row.getLong(first),
                row.getLong(first + 1),
                row.getLong(first + 3),
                remedies,
                row.getLong(first + 4),
                RowRepository.number(row, first + 2).map(OptionalLong::of).orElse(OptionalLong.empty()));
    }
}
