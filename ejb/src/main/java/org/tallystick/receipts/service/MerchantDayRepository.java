package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The days of merchants whose sums are kept, and how many receipts each day has according to the counts of those who store them. */
@ApplicationScoped
class MerchantDayRepository {
    private static final String OF_DAYS = " WHERE merchant_no = ?1 AND %1$s >= ?2 AND %1$s <= ?3";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /**
     * How many receipts, and how often that has changed: with every receipt that comes or goes.
     */
    record Mark(long receipts, long changes) {
        static final Mark NONE = new Mark(0, 0);

        Mark and(Mark other) {
            return new Mark(receipts + other.receipts, changes + other.changes);
        }
    }

    /** Sums as {@link org.tallystick.receipts.DaySums} writes them, and what was counted when they were made. */
    record Kept(Mark mark, String sums) {}

    /** First and last day of sale of any receipt. */
    record Span(LocalDate first, LocalDate last) {}

    Optional<Span> span(String merchantNo) {
        Object[] row = (Object[])
                em.createNativeQuery("SELECT MIN(sale_date), MAX(sale_date) FROM daily_count WHERE merchant_no = ?1")
                        .setParameter(1, merchantNo)
                        .getSingleResult();
        return row[0] == null || row[1] == null ? Optional.empty() : Optional.of(new Span(day(row[0]), day(row[1])));
    }

    /** By day of sale, as the bills say it. */
    Map<LocalDate, Mark> marks(String merchantNo, LocalDate first, LocalDate last) {
        Map<LocalDate, Mark> marks = new HashMap<>();
        String sql = "SELECT sale_date, SUM(receipts), SUM(changes) FROM daily_count" + OF_DAYS.formatted("sale_date")
                + " GROUP BY sale_date";
        for (Object found : ofDays(sql, merchantNo, first, last).getResultList()) {
            Object[] row = (Object[]) found;
            marks.put(day(row[0]), new Mark(number(row[1]), number(row[2])));
        }
        return marks;
    }

    Map<LocalDate, Kept> kept(String merchantNo, LocalDate first, LocalDate last) {
        Map<LocalDate, Kept> kept = new HashMap<>();
        String sql = "SELECT sale_day, receipts, changes, sums FROM merchant_day" + OF_DAYS.formatted("sale_day");
        for (Object found : ofDays(sql, merchantNo, first, last).getResultList()) {
            Object[] row = (Object[]) found;
            kept.put(day(row[0]), new Kept(new Mark(number(row[1]), number(row[2])), (String) row[3]));
        }
        return kept;
    }

    private Query ofDays(String sql, String merchantNo, LocalDate first, LocalDate last) {
        return em.createNativeQuery(sql)
                .setParameter(1, merchantNo)
                .setParameter(2, Date.valueOf(first))
                .setParameter(3, Date.valueOf(last));
    }

    /** Keeps days, in place of what was kept of them. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void keep(String merchantNo, Map<LocalDate, Kept> days) {
        days.forEach((day, kept) -> {
            if (run(
                            "UPDATE merchant_day SET receipts = ?3, changes = ?4, sums = ?5 WHERE merchant_no = ?1 AND sale_day = ?2",
                            merchantNo,
                            day,
                            kept)
                    == 0) {
                run(
                        "INSERT INTO merchant_day (merchant_no, sale_day, receipts, changes, sums) VALUES (?1, ?2, ?3, ?4, ?5)",
                        merchantNo,
                        day,
                        kept);
            }
        });
    }

    private int run(String sql, String merchantNo, LocalDate day, Kept kept) {
        return em.createNativeQuery(sql)
                .setParameter(1, merchantNo)
                .setParameter(2, Date.valueOf(day))
                .setParameter(3, kept.mark().receipts())
                .setParameter(4, kept.mark().changes())
                .setParameter(5, kept.sums())
                .executeUpdate();
    }

    private static LocalDate day(Object value) {
        return value instanceof LocalDate date ? date : ((Date) value).toLocalDate();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
