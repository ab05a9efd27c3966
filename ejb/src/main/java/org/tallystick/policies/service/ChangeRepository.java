package org.tallystick.policies.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import org.tallystick.policies.PolicyKind;
import org.tallystick.policies.PolicyVersion;

/** Who added which version, and what the ledger says of it. */
@ApplicationScoped
class ChangeRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A change that waits for the ledger. */
    record Unlogged(String id, String owner, byte[] object) {}

    /** @param place in the ledger; -1: it waits */
    record Change(String rule, int version, String by, Instant at, long place) {}

    void add(String id, PolicyVersion version, String by, Instant at, byte[] object) {
        query(
                        "INSERT INTO policy_change (id, kind, acquirer, subject, version, changed_by, changed_at, object,"
                                + " logged_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, -1)",
                        id,
                        version.kind().name(),
                        version.owner(),
                        version.rule(),
                        version.version(),
                        by,
                        at.toEpochMilli(),
                        object)
                .executeUpdate();
    }

    List<Change> of(PolicyKind kind) {
        List<?> rows = query(
                        "SELECT subject, version, changed_by, changed_at, logged_seq FROM policy_change WHERE kind = ?1",
                        kind.name())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Change(
                        (String) row[0],
                        ((Number) row[1]).intValue(),
                        (String) row[2],
                        Instant.ofEpochMilli(((Number) row[3]).longValue()),
                        ((Number) row[4]).longValue()))
                .toList();
    }

    /** Held until the transaction ends: nobody else appends the same. */
    List<Unlogged> unlogged(int most) {
        List<?> rows = query(
                        "SELECT id, acquirer, object FROM policy_change WHERE logged_seq = -1 ORDER BY changed_at, id"
                                + " LIMIT " + most + " FOR UPDATE")
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Unlogged((String) row[0], (String) row[1], (byte[]) row[2]))
                .toList();
    }

    void logged(String id, long place) {
        query("UPDATE policy_change SET logged_seq = ?2 WHERE id = ?1", id, place)
                .executeUpdate();
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
