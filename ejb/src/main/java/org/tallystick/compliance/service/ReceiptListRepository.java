package org.tallystick.compliance.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tallystick.compliance.ReceiptQuery;
import org.tallystick.compliance.ReceiptSummary;
import org.tallystick.ledger.service.KeptLogs;
import org.tallystick.shared.Money;
import org.tallystick.shared.ShopTime;

/** Single receipts, by what supervision may ask for them. */
@ApplicationScoped
class ReceiptListRepository {
    private static final String COLUMNS =
            "SELECT r.number, r.terminal_no, r.merchant_no, m.name_zh, m.name_en, r.bill_type, r.amount, r.currency,"
                    + " r.sale_date, r.arrival, r.status";
    private static final String FROM = " FROM receipt r JOIN merchant m ON m.merchant_no = r.merchant_no WHERE ";
    private static final String KEPT = KeptLogs.keep("r");
    private static final String ORDER = " ORDER BY r.sale_time DESC, r.number DESC";
    /** Whose days are meant, whatever a terminal's zone: by them the indexes are ordered. */
    private final RowRepository rows;

    @Inject
    ReceiptListRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptListRepository() {
        this(null);
    }

    /** The newest sales first. Their keys come from an index; only the rows of the page are read. */
    List<ReceiptSummary> find(Scope scope, ReceiptQuery query) {
        Conditions where = matching(scope, query);
        String sql = COLUMNS + FROM + "r.number IN (SELECT r.number" + FROM + where.text() + ORDER
                + " LIMIT ? OFFSET ?)" + ORDER;
        where.with(ReceiptQuery.ROWS, (long) query.page() * ReceiptQuery.ROWS);
        return rows.list(sql, where.after(), ReceiptListRepository::read);
    }

    /** Counts up to {@link ReceiptQuery#MOST}: nobody turns that many pages. */
    long count(Scope scope, ReceiptQuery query) {
        Conditions where = matching(scope, query).with(ReceiptQuery.MOST);
        return rows.count(
                "SELECT COUNT(*) FROM (SELECT r.number" + FROM + where.text() + " LIMIT ?) few", where.after());
    }

    /** Also one that a later receipt of its counter has replaced. */
    Optional<ReceiptSummary> one(Scope scope, String number) {
        Conditions where =
                RowRepository.receiptsIn(scope).and("r.number = ?", number).and(KEPT);
        return rows.list(COLUMNS + FROM + where.text(), where.after(), ReceiptListRepository::read).stream()
                .findFirst();
    }

    /** While a removed log is being deleted, which few databases ever see, its receipts are passed over: the indexes know nothing of logs. */
    private Conditions matching(Scope scope, ReceiptQuery query) {
        Conditions where = asked(scope, query);
        boolean deleting =
                !rows.list(KeptLogs.DELETING, List.of(), row -> row.getInt(1)).isEmpty();
        return deleting ? where.and(KEPT) : where;
    }

    /** Whether some of what would be found may stand in removed logs: figures of days count that still. */
    boolean reachesRemoved(ReceiptQuery query) {
        long from = query.period().map(period -> start(period.from())).orElse(0L);
        return rows.count(KeptLogs.REACHING, List.of(from)) > 0;
    }

    private static Conditions asked(Scope scope, ReceiptQuery query) {
        Conditions where = RowRepository.receiptsIn(scope)
                .and("r.active = TRUE")
                .given(query.number(), "r.number = ?")
                .given(query.terminalNo(), "r.terminal_no = ?")
                .given(query.merchantNo(), "r.merchant_no = ?")
                .given(query.amountMinor(), "r.amount = ?")
                .given(query.digest().map(HexFormat.of()::parseHex), "r.digest = ?");
        query.period()
                .ifPresent(p ->
                        where.and("r.sale_time >= ? AND r.sale_time < ?", start(p.from()), start(p.to().plusDays(1))));
        return where;
    }

    private static long start(LocalDate day) {
        return ShopTime.startOf(day).toEpochMilli();
    }

    private static ReceiptSummary read(ResultSet row) throws SQLException {
        return new ReceiptSummary(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                new Money(row.getLong(7), Currency.getInstance(row.getString(8))),
                row.getDate(9).toLocalDate(),
                Instant.ofEpochMilli(row.getLong(10)),
                row.getString(11).equals("SIGNED"));
    }
}
