package org.tallystick.reconciliation.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tallystick.reconciliation.MatchResult;
import org.tallystick.reconciliation.OpenRow;
import org.tallystick.reconciliation.RowStanding;
import org.tallystick.reconciliation.SettledRow;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.shared.Money;

/** How rows stand, for other capabilities. */
final class StandingRepository {
    private StandingRepository() {}

    static List<OpenRow> withoutReceipt(StatementRepository statements, long after, int most) {
        return statements.list(
                "SELECT s.id, f.number, s.acquirer, s.merchant_no, s.terminal_no, s.batch_no, s.trace_no, s.reference_no,"
                        + " s.amount, s.currency, s.back, s.sale_date, s.settled_on, s.card_last4 FROM settlement_result x"
                        + " JOIN settlement_row s ON s.id = x.row_id JOIN settlement_file f ON f.id = s.file_id"
                        + " WHERE x.result = 'NO_RECEIPT' AND x.row_id > ? ORDER BY x.row_id LIMIT ?",
                StandingRepository::open,
                after,
                most);
    }

    static Map<Long, RowStanding> standings(StatementRepository statements, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        return statements
                .list(
                        "SELECT x.row_id, x.result, x.terminal_no, x.series, x.counter, r.number FROM settlement_result x"
                                + " LEFT JOIN receipt r ON r.terminal_no = x.terminal_no AND r.series = x.series"
                                + " AND r.counter = x.counter AND r.active WHERE x.row_id IN (" + marks + ")",
                        StandingRepository::standing,
                        ids.toArray())
                .stream()
                .collect(Collectors.toMap(RowStanding::id, Function.identity()));
    }

    private static OpenRow open(ResultSet row) throws SQLException {
        SettledRow settled = new SettledRow(
                row.getLong(1) % SettlementFile.ROW_IDS,
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                new Money(row.getLong(9), Currency.getInstance(row.getString(10))),
                row.getBoolean(11),
                row.getObject(12, LocalDate.class),
                Optional.ofNullable(row.getObject(13, LocalDate.class)),
                row.getString(14));
        return new OpenRow(row.getLong(1), row.getString(2), row.getString(3), settled);
    }

    private static RowStanding standing(ResultSet row) throws SQLException {
        String receipt = row.getString(6);
        Optional<RowStanding.Bill> bill = receipt == null
                ? Optional.empty()
                : Optional.of(new RowStanding.Bill(row.getString(3), row.getLong(4), row.getLong(5), receipt));
        return new RowStanding(row.getLong(1), MatchResult.valueOf(row.getString(2)), bill);
    }
}
