package org.tallystick.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import org.tallystick.training.Lesson;
import org.tallystick.training.Pass;

/** Lessons passed. */
@ApplicationScoped
class TrainingRepository {
    private static final String COLUMNS =
            "SELECT t.account_id, t.lesson, t.version, t.passed_at, t.score FROM training_pass t";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    List<Pass> of(String accountId) {
        return passes(query(COLUMNS + " WHERE t.account_id = ?1", accountId));
    }

    /** Of everybody who works for the merchant. */
    List<Pass> ofMerchant(String merchantNo) {
        return passes(query(
                COLUMNS + " JOIN account a ON a.id = t.account_id WHERE a.scope = ?1"
                        + " AND a.role IN ('MERCHANT_OWNER', 'MERCHANT_STAFF')",
                merchantNo));
    }

    /** Of a merchant of this institution; nothing of another's. */
    List<Pass> ofMerchant(String merchantNo, String acquirer) {
        return passes(query(
                COLUMNS + " JOIN account a ON a.id = t.account_id JOIN merchant m ON m.merchant_no = a.scope"
                        + " WHERE a.scope = ?1 AND a.role IN ('MERCHANT_OWNER', 'MERCHANT_STAFF') AND m.acquirer_code = ?2",
                merchantNo,
                acquirer));
    }

    /** Accounts of a merchant of this institution. */
    long people(String merchantNo, String acquirer) {
        return ((Number) query(
                                "SELECT COUNT(*) FROM account a JOIN merchant m ON m.merchant_no = a.scope WHERE a.scope = ?1"
                                        + " AND a.role IN ('MERCHANT_OWNER', 'MERCHANT_STAFF') AND m.acquirer_code = ?2",
                                merchantNo,
                                acquirer)
                        .getSingleResult())
                .longValue();
    }

    void add(Pass pass) {
        query(
                        "INSERT INTO training_pass (account_id, lesson, version, passed_at, score) VALUES (?1, ?2, ?3, ?4, ?5)",
                        pass.accountId(),
                        pass.lesson().name(),
                        pass.version(),
                        pass.passedAt(),
                        pass.score())
                .executeUpdate();
    }

    /** The account, locked until the transaction ends: a form sent twice is one pass. */
    void lock(String accountId) {
        query("SELECT id FROM account WHERE id = ?1 FOR UPDATE", accountId).getSingleResult();
    }

    private static List<Pass> passes(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Pass(
                        (String) row[0],
                        Lesson.valueOf((String) row[1]),
                        ((Number) row[2]).intValue(),
                        ((Number) row[3]).longValue(),
                        ((Number) row[4]).intValue()))
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
