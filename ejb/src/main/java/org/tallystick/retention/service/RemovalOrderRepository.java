package org.tallystick.retention.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of {@code removal_order}, and what of a log's receipts is still needed. */
@ApplicationScoped
class RemovalOrderRepository {
    private static final String SELECT =
            "SELECT log_id, asked_by, asked_at, reason, confirmed_by, confirmed_at FROM removal_order";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /**
     * What somebody asks for.
     *
     * @param confirmedBy empty: nobody yet
     */
    record Order(int logId, String askedBy, Instant askedAt, String reason, String confirmedBy) {
        boolean isConfirmed() {
            return !confirmedBy.isEmpty();
        }
    }

    /** By the ids of their logs. */
    Map<Integer, Order> all() {
        return list(query(SELECT)).stream().collect(Collectors.toMap(Order::logId, order -> order));
    }

    /** Nobody else decides about it until the transaction ends. */
    Optional<Order> locked(int logId) {
        return list(query(SELECT + " WHERE log_id = ?1 FOR UPDATE", logId)).stream()
                .findFirst();
    }

    /** Flushed at once: somebody else may have asked a moment before. */
    void add(int logId, String by, Instant at, String reason) {
        query(
                        "INSERT INTO removal_order (log_id, asked_by, asked_at, reason, confirmed_by, confirmed_at)"
                                + " VALUES (?1, ?2, ?3, ?4, '', 0)",
                        logId,
                        by,
                        at.toEpochMilli(),
                        reason)
                .executeUpdate();
    }

    void confirm(int logId, String by, Instant at) {
        query(
                        "UPDATE removal_order SET confirmed_by = ?2, confirmed_at = ?3 WHERE log_id = ?1",
                        logId,
                        by,
                        at.toEpochMilli())
                .executeUpdate();
    }

    void remove(int logId) {
        query("DELETE FROM removal_order WHERE log_id = ?1", logId).executeUpdate();
    }

    /** Whether a complaint about a receipt of the log is open or says something, or one holds parts of such a receipt. */
    boolean hasComplaint(int logId) {
        return exists(query(RemovalHolds.COMPLAINTS, logId));
    }

    /** Whether a case about a receipt of the log, or a hole noticed in it, is open or was not long ago. @param before UTC milliseconds */
    boolean hasCase(int logId, long before) {
        return exists(query(RemovalHolds.at(before, RemovalHolds.CASES), logId))
                || exists(query(RemovalHolds.at(before, RemovalHolds.HOLES), logId));
    }

    /** Whether a receipt of the log takes back or completes a sale that is kept in another one. */
    boolean hasKeptSale(int logId) {
        return exists(query(RemovalHolds.SALES, logId));
    }

    /** Whether an audit reads the ledger: what it has not come to yet must not go while it does. */
    boolean isAudited() {
        return exists(query("SELECT number FROM audit_run WHERE state = 'RUNNING'"));
    }

    /** Receipts of a log that are still there. */
    long receipts(int logId) {
        return ((Number) query("SELECT COUNT(*) FROM receipt WHERE log_id = ?1", logId)
                        .getSingleResult())
                .longValue();
    }

    private static boolean exists(Query query) {
        return !query.setMaxResults(1).getResultList().isEmpty();
    }

    private static List<Order> list(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Order(
                        ((Number) row[0]).intValue(),
                        (String) row[1],
                        Instant.ofEpochMilli(((Number) row[2]).longValue()),
                        (String) row[3],
                        (String) row[4]))
                .toList();
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
