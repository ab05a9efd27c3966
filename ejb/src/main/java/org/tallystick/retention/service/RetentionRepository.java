package org.tallystick.retention.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.tallystick.retention.RetentionRule;
import org.tallystick.retention.RetentionSubject;

/** Rules about keeping, and what is due by them. Times are UTC milliseconds. */
@ApplicationScoped
class RetentionRepository {
    /** All receipts of the bill's counter, whose parts go together. */
    private static final String COUNTER =
            "(SELECT o.number FROM receipt o JOIN receipt r ON r.terminal_no = o.terminal_no AND r.series = o.series"
                    + " AND r.counter = o.counter WHERE r.number = w.receipt)";

    private static final String HELD = " (EXISTS (SELECT 1 FROM complaint c WHERE c.receipt IN " + COUNTER
            + " AND c." + ErasureRepository.OPEN_COMPLAINT
            + ") OR EXISTS (SELECT 1 FROM coverage_case v WHERE v.receipt IN " + COUNTER + " AND v."
            + ErasureRepository.OPEN_CASE + "))";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** What is due. @param since when the period began */
    record Due(String subject, long since) {}

    List<RetentionRule> rules() {
        List<?> rows = query("SELECT acquirer, subject, version, valid_from, keep_days, law FROM retention_policy")
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new RetentionRule(
                        (String) row[0],
                        RetentionSubject.valueOf((String) row[1]),
                        ((Number) row[2]).intValue(),
                        row[3] instanceof LocalDate day ? day : ((Date) row[3]).toLocalDate(),
                        ((Number) row[4]).intValue(),
                        (String) row[5]))
                .toList();
    }

    List<String> acquirers() {
        List<?> codes = query("SELECT code FROM acquirer ORDER BY code").getResultList();
        return codes.stream().map(code -> (String) code).toList();
    }

    /** Where looking goes on; nobody else looks until the transaction ends. */
    long mark(String acquirer, RetentionSubject subject) {
        String sql = "SELECT reached FROM retention_mark WHERE acquirer = ?1 AND subject = ?2 FOR UPDATE";
        List<?> rows = query(sql, acquirer, subject.name()).getResultList();
        if (rows.isEmpty()) {
            query(
                            "INSERT INTO retention_mark (acquirer, subject, reached) VALUES (?1, ?2, 0)",
                            acquirer,
                            subject.name())
                    .executeUpdate();
            return 0;
        }
        return ((Number) rows.get(0)).longValue();
    }

    void move(String acquirer, RetentionSubject subject, long reached) {
        query(
                        "UPDATE retention_mark SET reached = ?3 WHERE acquirer = ?1 AND subject = ?2",
                        acquirer,
                        subject.name(),
                        reached)
                .executeUpdate();
    }

    /** Looking goes on here if it went on later. */
    void goBack(String acquirer, RetentionSubject subject, long reached) {
        query(
                        "UPDATE retention_mark SET reached = ?3 WHERE acquirer = ?1 AND subject = ?2 AND reached > ?3",
                        acquirer,
                        subject.name(),
                        reached)
                .executeUpdate();
    }

    /** Receipts with parts that do not wait, arrived from a time on and before another, the oldest first. The bill's time is the till's word. */
    List<Due> sales(String acquirer, long from, long before, int most) {
        return due(
                "SELECT k.number, k.arrival FROM receipt_key k WHERE k.acquirer = ?1 AND k.arrival >= ?2 AND k.arrival < ?3"
                        + " AND NOT EXISTS (SELECT 1 FROM retention_wait w WHERE w.receipt = k.number) ORDER BY k.arrival, k.number LIMIT "
                        + most,
                acquirer,
                from,
                before);
    }

    /** When a receipt came in: its period counts from then. */
    long arrival(String receipt) {
        return ((Number) query("SELECT arrival FROM receipt WHERE number = ?1", receipt)
                        .getSingleResult())
                .longValue();
    }

    /** Closed complaints that say something, likewise. */
    List<Due> complaints(String acquirer, long from, long before, int most) {
        return due(
                "SELECT c.number, c.changed_at FROM complaint c JOIN merchant m ON m.merchant_no = c.merchant_no"
                        + " WHERE m.acquirer_code = ?1 AND c.changed_at >= ?2 AND c.changed_at < ?3 AND c.state = 'CLOSED'"
                        + " AND (c.contact <> '' OR EXISTS (SELECT 1 FROM complaint_statement s WHERE s.complaint = c.number"
                        + " AND s.words <> '')) ORDER BY c.changed_at, c.number LIMIT " + most,
                acquirer,
                from,
                before);
    }

    /** One of {@link #sales}, while {@link #mark} keeps others from looking. */
    void wait(String receipt) {
        query("INSERT INTO retention_wait (receipt) VALUES (?1)", receipt).executeUpdate();
    }

    /** Receipts that were held, and are not any more. */
    List<String> released(int most) {
        List<?> rows = query(
                        "SELECT w.receipt FROM retention_wait w WHERE NOT" + HELD + " LIMIT " + most + " FOR UPDATE")
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    void waitsNoMore(String receipt) {
        query("DELETE FROM retention_wait WHERE receipt = ?1", receipt).executeUpdate();
    }

    private List<Due> due(String sql, String acquirer, long from, long before) {
        List<?> rows = query(sql, acquirer, from, before).getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Due((String) row[0], ((Number) row[1]).longValue()))
                .toList();
    }

    /** Receipts whose time is over and that something open holds. */
    long held() {
        return ((Number) query("SELECT COUNT(*) FROM retention_wait").getSingleResult()).longValue();
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
