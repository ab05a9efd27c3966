package org.tallystick.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which identity of a provider belongs to which account, and which attempts have been used. */
@ApplicationScoped
class ProviderRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    Optional<String> account(String issuer, String subject) {
        List<?> rows = query("SELECT account_id FROM provider_link WHERE issuer = ?1 AND subject = ?2", issuer, subject)
                .getResultList();
        return rows.stream().map(String.class::cast).findFirst();
    }

    /** When the account was linked to this issuer; empty if it is not. */
    OptionalLong linkedAt(String accountId, String issuer) {
        List<?> rows = query(
                        "SELECT linked_at FROM provider_link WHERE account_id = ?1 AND issuer = ?2", accountId, issuer)
                .getResultList();
        return rows.stream().mapToLong(row -> ((Number) row).longValue()).findFirst();
    }

    /** The account's identity at this issuer; an older one is replaced. */
    void link(String issuer, String subject, String accountId, long now) {
        unlink(accountId, issuer);
        query(
                        "INSERT INTO provider_link (issuer, subject, account_id, linked_at) VALUES (?1, ?2, ?3, ?4)",
                        issuer,
                        subject,
                        accountId,
                        now)
                .executeUpdate();
    }

    int unlink(String accountId, String issuer) {
        return query("DELETE FROM provider_link WHERE account_id = ?1 AND issuer = ?2", accountId, issuer)
                .executeUpdate();
    }

    /** Whether the attempt has not come to an end before. */
    boolean isFresh(String attemptHash) {
        return query("SELECT used_at FROM provider_attempt WHERE attempt_hash = ?1", attemptHash)
                .getResultList()
                .isEmpty();
    }

    /** Uses it up; the key lets only one of two that come at once. */
    void use(String attemptHash, long now, long forgetBefore) {
        query("DELETE FROM provider_attempt WHERE used_at < ?1", forgetBefore).executeUpdate();
        query("INSERT INTO provider_attempt (attempt_hash, used_at) VALUES (?1, ?2)", attemptHash, now)
                .executeUpdate();
    }

    private Query query(String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
