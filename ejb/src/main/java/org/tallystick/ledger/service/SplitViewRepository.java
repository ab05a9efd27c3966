package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.service.SplitViews.Found;

/** Evidence of split views. */
@ApplicationScoped
class SplitViewRepository {
    private static final String SELECT =
            "SELECT s.id, l.origin, s.size, s.found_at FROM split_view s" + " JOIN ledger_log l ON l.log_id = s.log_id";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** The newest first. */
    List<Found> list(int most) {
        List<?> rows = em.createNativeQuery(SELECT + " ORDER BY s.found_at DESC, s.id")
                .setMaxResults(most)
                .getResultList();
        return rows.stream().map(row -> found((Object[]) row)).toList();
    }

    Optional<byte[]> evidence(String id) {
        List<?> rows = em.createNativeQuery("SELECT evidence FROM split_view WHERE id = ?1")
                .setParameter(1, id)
                .getResultList();
        return rows.stream().map(byte[].class::cast).findFirst();
    }

    void add(String id, int logId, long size, Instant at, byte[] evidence) {
        Query insert = em.createNativeQuery(
                "INSERT INTO split_view (id, log_id, size, found_at, evidence) VALUES (?1, ?2, ?3, ?4, ?5)");
        insert.setParameter(1, id).setParameter(2, logId).setParameter(3, size);
        insert.setParameter(4, at.toEpochMilli()).setParameter(5, evidence).executeUpdate();
    }

    private static Found found(Object[] row) {
        return new Found(
                (String) row[0],
                (String) row[1],
                ((Number) row[2]).longValue(),
                Instant.ofEpochMilli(((Number) row[3]).longValue()));
    }
}
