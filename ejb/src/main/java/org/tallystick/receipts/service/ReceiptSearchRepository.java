package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.Lack;
import org.tallystick.receipts.ReceiptCursor;
import org.tallystick.receipts.ReceiptFilter;
import org.tallystick.receipts.ReceiptOrder;
import org.tallystick.receipts.ReceiptRow;
import org.tallystick.receipts.ReceiptTotals;
import org.tallystick.receipts.Turnover;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/** Lists and sums of the receipts that somebody may see. Reads only. */
@ApplicationScoped
class ReceiptSearchRepository {
    /** Minor units with the sign of {@link Turnover}. */
    static final String SIGNED_AMOUNT = "CASE WHEN r.bill_type IN (" + types(1)
            + ") THEN r.amount WHEN r.bill_type IN (" + types(-1) + ") THEN -r.amount ELSE 0 END";

    private static final String SELECT = "SELECT r.number, r.sale_time, r.merchant_no, r.terminal_no, r.bill_type,"
            + " r.card_last4, r.amount, r.currency, r.status, r.cause, r.seq, r.trace_no, r.batch_no, r.reference_no,"
            + " r.auth_code, CASE WHEN " + ReceiptConditionsRepository.VOIDED + " THEN 1 ELSE 0 END, CASE WHEN "
            + ReceiptConditionsRepository.REFUNDED + " THEN 1 ELSE 0 END,"
            + " (SELECT l.state FROM receipt_lack l WHERE l.number = r.number),"
            + " (SELECT l.remedy FROM receipt_lack l WHERE l.number = r.number) FROM receipt r";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Rows next to a place, or from the list's beginning, in the list's order, at most so many. */
    List<ReceiptRow> page(
            Viewer viewer, ReceiptFilter filter, ReceiptOrder order, Optional<ReceiptCursor> place, int most) {
        ReceiptConditionsRepository conditions = conditions(viewer, filter);
        boolean onward = place.map(ReceiptCursor::onward).orElse(true);
        boolean ascending = order.isAscending() == onward;
        place.ifPresent(cursor -> conditions.place(cursor, order, ascending));
        // The keys come from an index that holds every column asked for; only the rows of the page are read.
        String orderBy = ReceiptConditionsRepository.orderBy(order, ascending);
        String select = SELECT + " WHERE r.number IN (SELECT r.number FROM receipt r";
        List<ReceiptRow> rows =
                rows(query(select, conditions, orderBy + " FETCH FIRST " + most + " ROWS ONLY)" + orderBy));
        if (!onward) {
            Collections.reverse(rows);
        }
        return rows;
    }

    Optional<ReceiptRow> byNumber(Viewer viewer, String number) {
        return rows(query(SELECT, ReceiptConditionsRepository.of(viewer, number).keptOnly(), "")).stream()
                .findFirst();
    }

    ReceiptTotals totals(Viewer viewer, ReceiptFilter filter) {
        String select = "SELECT r.currency, COUNT(*), SUM(" + SIGNED_AMOUNT + ") FROM receipt r";
        Query query = query(select, conditions(viewer, filter), " GROUP BY r.currency ORDER BY r.currency");
        long count = 0;
        List<Money> sums = new ArrayList<>();
        for (Object found : query.getResultList()) {
            Object[] row = (Object[]) found;
            count += number(row[1]);
            sums.add(new Money(number(row[2]), Currency.getInstance((String) row[0])));
        }
        return new ReceiptTotals(count, sums);
    }

    boolean any(Viewer viewer) {
        return !query("SELECT r.number FROM receipt r", conditions(viewer, ReceiptFilter.ALL), "")
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private ReceiptConditionsRepository conditions(Viewer viewer, ReceiptFilter filter) {
        ReceiptConditionsRepository conditions = ReceiptConditionsRepository.of(viewer, filter);
        return ReceiptConditionsRepository.isDeleting(em) ? conditions.keptOnly() : conditions;
    }

    private static String types(int sign) {
        return Turnover.types(sign).stream()
                .map(type -> "'" + type.name() + "'")
                .collect(Collectors.joining(", "));
    }

    private static List<ReceiptRow> rows(Query query) {
        List<ReceiptRow> rows = new ArrayList<>();
        for (Object row : query.getResultList()) {
            rows.add(row((Object[]) row));
        }
        return rows;
    }

    private static ReceiptRow row(Object[] row) {
        return new ReceiptRow(
                (String) row[0],
                Instant.ofEpochMilli(number(row[1])),
                (String) row[2],
                (String) row[3],
                BillType.valueOf((String) row[4]),
                text(row[5]),
                number(row[6]),
                Currency.getInstance((String) row[7]),
                ReceiptStatus.valueOf((String) row[8]),
                text(row[9]),
                number(row[10]),
                (String) row[11],
                text(row[12]),
                text(row[13]),
                text(row[14]),
                number(row[15]) > 0,
                number(row[16]) > 0,
                text(row[17])
                        .flatMap(Lack.State::of)
                        .map(state -> new Lack(state, text(row[18]).orElse(""))));
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable((String) value);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private Query query(String select, ReceiptConditionsRepository conditions, String end) {
        Query query = em.createNativeQuery(select + conditions.where() + end);
        List<Object> parameters = conditions.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }
}
