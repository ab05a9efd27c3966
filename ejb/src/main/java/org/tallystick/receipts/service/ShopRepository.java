package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.tallystick.receipts.BatchTotals;
import org.tallystick.receipts.BatchTotals.Tally;
import org.tallystick.receipts.DaySum;
import org.tallystick.receipts.SlipTotals;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/** Sums of one merchant's receipts by day and by batch, and what the merchant typed in from slips. */
@ApplicationScoped
class ShopRepository {
    /** Shanghai has had one offset since 1991, so days are counted instead of asking each database for its time zones. */
    private static final String DAY = "(r.sale_time + 28800000) / 86400000";

    private static final String OF_MERCHANT =
            " FROM receipt r WHERE r.merchant_no = ?1 AND r.active AND r.sale_time >= ?2";
    private static final String SALES = "r.bill_type IN ('SALE', 'COMPLETION')";
    private static final String REFUNDS = "r.bill_type = 'REFUND'";
    private static final String VOIDS = "r.bill_type IN ('VOID', 'COMPLETION_VOID')";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** What was stored of the bills of a time, by day and kind: one pass over an index. */
    List<DaySum> days(String merchantNo, long from, long until) {
        String sql = "SELECT " + DAY + ", r.currency, r.status, r.bill_type, COUNT(*), SUM(r.amount)" + ofMerchant()
                + " AND r.sale_time < ?3 GROUP BY " + DAY + ", r.currency, r.status, r.bill_type";
        List<?> rows = em.createNativeQuery(sql)
                .setParameter(1, merchantNo)
                .setParameter(2, from)
                .setParameter(3, until)
                .getResultList();
        List<DaySum> days = new ArrayList<>();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            days.add(new DaySum(
                    LocalDate.ofEpochDay(number(row[0])),
                    Currency.getInstance((String) row[1]),
                    ReceiptStatus.valueOf((String) row[2]),
                    BillType.valueOf((String) row[3]),
                    number(row[4]),
                    number(row[5])));
        }
        return days;
    }

    /** What was stored of the bills of a time, by terminal and batch. */
    List<BatchTotals> batches(String merchantNo, long from, long until) {
        String sql = "SELECT r.terminal_no, COALESCE(r.batch_no, ''), r.currency, " + tally(SALES) + ", "
                + tally(REFUNDS)
                + ", " + tally(VOIDS) + ofMerchant() + " AND r.sale_time < ?3 AND (" + SALES + " OR " + REFUNDS + " OR "
                + VOIDS + ") GROUP BY r.terminal_no, COALESCE(r.batch_no, ''), r.currency ORDER BY 1, 2, 3";
        List<?> rows = em.createNativeQuery(sql)
                .setParameter(1, merchantNo)
                .setParameter(2, from)
                .setParameter(3, until)
                .getResultList();
        List<BatchTotals> batches = new ArrayList<>();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            BatchTotals.Key key =
                    new BatchTotals.Key((String) row[0], (String) row[1], Currency.getInstance((String) row[2]));
            batches.add(new BatchTotals(key, tally(row, 3), tally(row, 5), tally(row, 7)));
        }
        return batches;
    }

    /** What is deleted with a removed log is not summed any more, as no list has it. */
    private String ofMerchant() {
        return isDeleting() ? OF_MERCHANT + " AND " + ReceiptConditionsRepository.KEPT : OF_MERCHANT;
    }

    /** Whether a removed log's receipts are still being deleted. */
    boolean isDeleting() {
        return ReceiptConditionsRepository.isDeleting(em);
    }

    private static String tally(String condition) {
        return "SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END), SUM(CASE WHEN " + condition
                + " THEN r.amount ELSE 0 END)";
    }

    private static Tally tally(Object[] row, int at) {
        return new Tally(number(row[at]), number(row[at + 1]));
    }

    List<SlipTotals> slips(String merchantNo, LocalDate day) {
        List<?> rows = em.createNativeQuery("SELECT terminal_no, batch_no, currency, slips, net, typed_by, typed_at"
                        + " FROM daily_close WHERE merchant_no = ?1 AND sale_date = ?2 ORDER BY 1, 2, 3")
                .setParameter(1, merchantNo)
                .setParameter(2, Date.valueOf(day))
                .getResultList();
        List<SlipTotals> slips = new ArrayList<>();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            slips.add(new SlipTotals(
                    new BatchTotals.Key((String) row[0], (String) row[1], Currency.getInstance((String) row[2])),
                    number(row[3]),
                    number(row[4]),
                    (String) row[5],
                    Instant.ofEpochMilli(number(row[6]))));
        }
        return slips;
    }

    /** Until the transaction ends nobody else keeps a slip of this merchant. */
    void lock(String merchantNo) {
        em.createNativeQuery("SELECT merchant_no FROM merchant WHERE merchant_no = ?1 FOR UPDATE")
                .setParameter(1, merchantNo)
                .getResultList();
    }

    /** Keeps the newest of what was typed for a batch. */
    void keep(String merchantNo, LocalDate day, SlipTotals slip) {
        String change =
                "UPDATE daily_close SET slips = ?6, net = ?7, typed_by = ?8, typed_at = ?9 WHERE merchant_no = ?1"
                        + " AND sale_date = ?2 AND terminal_no = ?3 AND batch_no = ?4 AND currency = ?5";
        if (run(change, merchantNo, day, slip) == 0) {
            run(
                    "INSERT INTO daily_close (merchant_no, sale_date, terminal_no, batch_no, currency, slips, net, typed_by,"
                            + " typed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                    merchantNo,
                    day,
                    slip);
        }
    }

    private int run(String sql, String merchantNo, LocalDate day, SlipTotals slip) {
        return em.createNativeQuery(sql)
                .setParameter(1, merchantNo)
                .setParameter(2, Date.valueOf(day))
                .setParameter(3, slip.key().terminalNo())
                .setParameter(4, slip.key().batchNo())
                .setParameter(5, slip.key().currency().getCurrencyCode())
                .setParameter(6, slip.count())
                .setParameter(7, slip.net())
                .setParameter(8, slip.typedBy())
                .setParameter(9, slip.typedAt().toEpochMilli())
                .executeUpdate();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
