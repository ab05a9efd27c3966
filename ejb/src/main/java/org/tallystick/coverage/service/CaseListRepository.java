package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseQuery;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CaseTally;
import org.tallystick.coverage.CauseCount;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.SettledSlip;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Money;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Cause;

/** Cases for those who look at them, always within a scope. */
@ApplicationScoped
class CaseListRepository {
    private static final String FROM = " FROM coverage_case c JOIN merchant m ON m.merchant_no = c.merchant_no WHERE ";
    static final String SELECT = "SELECT c.number, c.acquirer, c.merchant_no, m.name_zh, m.name_en, c.terminal_no,"
            + " c.series, c.counter, c.receipt, c.missing, c.sources, c.cause, c.state, c.remedy, c.amount, c.currency,"
            + " c.sale_time, c.opened_at, c.changed_at, c.due_at, c.escalated, c.assigned_name, c.version,"
            + " c.settlement_file, c.batch_no, c.trace_no, c.reference_no, c.sold_on"
            + FROM;
    private static final String REMEDIED = Arrays.stream(Remedy.values())
            .filter(Remedy::isSignature)
            .map(remedy -> "'" + remedy + "'")
            .collect(Collectors.joining(
                    ", ",
                    " AND c.state = 'CLOSED' AND NOT (c.remedy = 'RESENT' AND c.receipt IS NULL) AND c.remedy IN (",
                    ")"));
    static final String OPEN = "c.state NOT IN ('CLOSED', 'UNREMEDIABLE', 'VERIFIED')";

    private final RowRepository rows;

    /** The diagnosis of a case as stored. */
    record Rule(String id, int version, Map<String, String> inputs) {}

    private record Sum(Cause cause, long cases, long overdue, Optional<Money> money) {}

    @Inject
    CaseListRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseListRepository() {
        this(null);
    }

    Optional<CaseHead> head(CaseScope scope, CaseNumber number) {
        return rows.first(
                SELECT + scope.condition() + " AND c.number = ?", with(scope, number.text()), CaseListRepository::head);
    }

    /** The most pressing first. */
    List<CaseHead> find(CaseScope scope, CaseQuery query, Instant now) {
        List<Object> values = new ArrayList<>(scope.parameters());
        String where = where(query, now, values);
        values.add(CaseQuery.ROWS);
        values.add((long) query.page() * CaseQuery.ROWS);
        return rows.list(
                SELECT + scope.condition() + where + " ORDER BY c.due_at, c.number LIMIT ? OFFSET ?",
                values,
                CaseListRepository::head);
    }

    long count(CaseScope scope, CaseQuery query, Instant now) {
        List<Object> values = new ArrayList<>(scope.parameters());
        String where = where(query, now, values);
        return rows.count("SELECT COUNT(*)" + FROM + scope.condition() + where, values);
    }

    /** By cause, the most first. */
    List<CauseCount> causes(CaseScope scope, CaseQuery query, Instant now) {
        List<Object> values = new ArrayList<>(List.of(now.toEpochMilli()));
        values.addAll(scope.parameters());
        String where = where(query, now, values);
        List<Sum> sums = rows.list(
                "SELECT c.cause, c.currency, COUNT(*), SUM(CASE WHEN c.due_at < ? THEN 1 ELSE 0 END), SUM(c.amount)"
                        + FROM + scope.condition() + where + " GROUP BY c.cause, c.currency",
                values,
                row -> new Sum(
                        Cause.valueOf(row.getString(1)),
                        row.getLong(3),
                        row.getLong(4),
                        money(row.getString(2), row.getLong(5))));
        Map<Cause, List<Sum>> byCause =
                sums.stream().collect(Collectors.groupingBy(Sum::cause, TreeMap::new, Collectors.toList()));
        return byCause.entrySet().stream()
                .map(entry -> new CauseCount(
                        entry.getKey(),
                        entry.getValue().stream().mapToLong(Sum::cases).sum(),
                        entry.getValue().stream().mapToLong(Sum::overdue).sum(),
                        entry.getValue().stream()
                                .flatMap(sum -> sum.money().stream())
                                .toList()))
                .sorted((a, b) -> Long.compare(b.cases(), a.cases()))
                .toList();
    }

    CaseTally tally(CaseScope scope, Instant now) {
        List<Object> values = new ArrayList<>(List.of(now.toEpochMilli(), now.toEpochMilli()));
        values.addAll(scope.parameters());
        return rows.list(
                        "SELECT COUNT(*), SUM(CASE WHEN c.due_at < ? THEN 1 ELSE 0 END),"
                                + " SUM(CASE WHEN c.state = 'AUTO_RETRY' THEN 1 ELSE 0 END),"
                                + " MIN(CASE WHEN c.due_at >= ? THEN c.due_at END)" + FROM + scope.condition() + " AND "
                                + OPEN,
                        values,
                        row -> new CaseTally(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                RowRepository.number(row, 4).map(Instant::ofEpochMilli)))
                .get(0);
    }

    /** Cases of one cause for which something may be handed in, the most pressing first. */
    List<CaseNumber> waiting(CaseScope scope, Cause cause, int most) {
        return rows.list(
                "SELECT c.number" + FROM + scope.condition() + " AND c.cause = ? AND c.state IN ('AUTO_RETRY',"
                        + " 'AWAIT_TERMINAL', 'AWAIT_MERCHANT', 'AWAIT_CARDHOLDER', 'TICKET') ORDER BY c.due_at, c.number LIMIT "
                        + most,
                with(scope, cause.code()),
                row -> new CaseNumber(row.getString(1)));
    }

    /** The case of a receipt, if the viewer may see it. */
    Optional<CaseHead> ofReceipt(CaseScope scope, String receipt) {
        return rows.first(
                SELECT + scope.condition() + " AND c.receipt = ?", with(scope, receipt), CaseListRepository::head);
    }

    Rule rule(CaseNumber number) {
        return rows.list(
                        "SELECT rule, rule_version, inputs FROM coverage_case WHERE number = ?",
                        List.of(number.text()),
                        row -> new Rule(row.getString(1), row.getInt(2), inputs(row.getString(3))))
                .get(0);
    }

    private static Map<String, String> inputs(String json) {
        JsonObject object = StrictJson.parse(json.getBytes(StandardCharsets.UTF_8), StrictJson.Limits.BILL);
        return object.names().stream()
                .collect(Collectors.toMap(name -> name, object::string, (a, b) -> a, TreeMap::new));
    }

    private static String where(CaseQuery query, Instant now, List<Object> values) {
        StringBuilder where = new StringBuilder();
        switch (query.which()) {
            case OPEN -> where.append(" AND ").append(OPEN);
            case OVERDUE -> add(where, " AND " + OPEN + " AND c.due_at < ?", values, now.toEpochMilli());
            case REMEDIED -> where.append(REMEDIED);
            case ALL -> {}
        }
        query.cause().ifPresent(cause -> add(where, " AND c.cause = ?", values, cause.code()));
        query.group().ifPresent(group -> add(where, " AND c.cause_group = ?", values, group.name()));
        query.from().ifPresent(day -> add(where, " AND COALESCE(c.sale_time, c.opened_at) >= ?", values, start(day)));
        query.to()
                .ifPresent(day ->
                        add(where, " AND COALESCE(c.sale_time, c.opened_at) < ?", values, start(day.plusDays(1))));
        text(query.text(), where, values);
        return where.toString();
    }

    private static void text(String typed, StringBuilder where, List<Object> values) {
        if (typed.isEmpty()) {
            return;
        }
        String bare = typed.replaceAll("[-\\s]", "").toUpperCase(Locale.ROOT);
        String part = "%" + typed.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        where.append(" AND (c.number = ? OR c.receipt = ? OR c.terminal_no = ? OR c.merchant_no = ?"
                + " OR LOWER(m.name_zh) LIKE ? ESCAPE '!' OR LOWER(m.name_en) LIKE ? ESCAPE '!')");
        values.addAll(List.of(bare, bare, bare, bare, part, part));
    }

    private static void add(StringBuilder where, String condition, List<Object> values, Object value) {
        where.append(condition);
        values.add(value);
    }

    private static long start(LocalDate day) {
        return ShopTime.startOf(day).toEpochMilli();
    }

    private static List<Object> with(CaseScope scope, Object... more) {
        List<Object> values = new ArrayList<>(scope.parameters());
        values.addAll(Arrays.asList(more));
        return values;
    }

    private static Optional<Money> money(@Nullable String currency, long amount) {
        return Optional.ofNullable(currency).map(code -> new Money(amount, Currency.getInstance(code)));
    }

    static CaseHead head(ResultSet row) throws SQLException {
        String terminalNo = row.getString(6);
        long series = row.getLong(7);
        return new CaseHead(
                new CaseNumber(row.getString(1)),
                new CaseHead.Owner(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                terminalNo,
                RowRepository.number(row, 8).map(counter -> new CaseKey(terminalNo, series, counter)),
                Optional.ofNullable(row.getString(9)),
                Missing.parse(row.getString(10)),
                sources(row.getString(11)),
                Cause.valueOf(row.getString(12)),
                CaseState.valueOf(row.getString(13)),
                Remedy.of(row.getString(14)),
                settled(row),
                money(row.getString(16), row.getLong(15)),
                RowRepository.number(row, 17).map(Instant::ofEpochMilli),
                new CaseHead.Times(
                        Instant.ofEpochMilli(row.getLong(18)),
                        Instant.ofEpochMilli(row.getLong(19)),
                        Instant.ofEpochMilli(row.getLong(20)),
                        row.getBoolean(21)),
                row.getString(22),
                row.getInt(23));
    }

    private static Optional<SettledSlip> settled(ResultSet row) throws SQLException {
        Date soldOn = row.getDate(28);
        return soldOn == null
                ? Optional.empty()
                : Optional.of(new SettledSlip(
                        row.getString(24),
                        row.getString(25),
                        row.getString(26),
                        row.getString(27),
                        soldOn.toLocalDate()));
    }

    private static Set<CaseSource> sources(String text) {
        return Arrays.stream(text.split(",")).map(CaseSource::valueOf).collect(Collectors.toSet());
    }
}
