package org.tallystick.latesigning.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.latesigning.LateLink;

/** Links for late signatures. */
@ApplicationScoped
class LateLinkRepository {
    private static final String SELECT =
            "SELECT id, case_number, receipt, merchant_no, asked_by, asked_at, expires_at, opened_at, ending, ended_at FROM late_link";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    void add(LateLink link, String tokenHash) {
        query(
                        "INSERT INTO late_link (id, token_hash, case_number, receipt, merchant_no, asked_by, asked_at, expires_at,"
                                + " opened_at, ending, ended_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, '', 0)",
                        link.id(),
                        tokenHash,
                        link.caseNumber(),
                        link.receipt(),
                        link.merchantNo(),
                        link.askedBy(),
                        link.asked().toEpochMilli(),
                        link.expires().toEpochMilli())
                .executeUpdate();
    }

    Optional<LateLink> byToken(String tokenHash) {
        return links(SELECT + " WHERE token_hash = ?1", tokenHash).stream().findFirst();
    }

    /** The same, held until the transaction ends. */
    Optional<LateLink> lock(String id) {
        return links(SELECT + " WHERE id = ?1 FOR UPDATE", id).stream().findFirst();
    }

    /** The newest first. */
    List<LateLink> ofCase(String caseNumber) {
        return links(SELECT + " WHERE case_number = ?1 ORDER BY asked_at DESC, id", caseNumber);
    }

    /** Links whose time is over, and which nothing has ended. */
    List<LateLink> overdue(Instant now, int most) {
        return links(
                SELECT + " WHERE ending = '' AND expires_at <= ?1 ORDER BY expires_at LIMIT " + most,
                now.toEpochMilli());
    }

    void opened(String id, Instant now) {
        query("UPDATE late_link SET opened_at = ?1 WHERE id = ?2 AND opened_at = 0", now.toEpochMilli(), id)
                .executeUpdate();
    }

    void end(String id, LateLink.State ending, Instant now) {
        query("UPDATE late_link SET ending = ?1, ended_at = ?2 WHERE id = ?3", ending.name(), now.toEpochMilli(), id)
                .executeUpdate();
    }

    private List<LateLink> links(String sql, Object... values) {
        List<?> rows = query(sql, values).getResultList();
        return rows.stream().map(row -> link((Object[]) row)).toList();
    }

    private static LateLink link(Object[] row) {
        String ending = (String) row[8];
        return new LateLink(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                Instant.ofEpochMilli(((Number) row[5]).longValue()),
                Instant.ofEpochMilli(((Number) row[6]).longValue()),
                since(row[7]),
                ending.isEmpty() ? Optional.empty() : Optional.of(LateLink.State.valueOf(ending)),
                since(row[9]));
    }

    private static Optional<Instant> since(Object millis) {
        long at = ((Number) millis).longValue();
        return at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
