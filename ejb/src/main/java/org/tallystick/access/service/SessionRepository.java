package org.tallystick.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;

/** Sessions and API tokens: who holds which secret, by its digest. */
@ApplicationScoped
class SessionRepository {
    private static final String SESSION =
            "SELECT id, account_id, created_at, last_seen, complete, remote, agent FROM portal_session";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    void open(String tokenHash, PortalSession session) {
        update(
                "INSERT INTO portal_session (token_hash, id, account_id, created_at, last_seen, complete, remote, agent)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                tokenHash,
                session.id(),
                session.accountId(),
                session.createdAt(),
                session.lastSeen(),
                session.complete(),
                session.remote(),
                session.agent());
    }

    Optional<PortalSession> byToken(String tokenHash) {
        return sessions(SESSION + " WHERE token_hash = ?1 AND ended_at IS NULL", tokenHash).stream()
                .findFirst();
    }

    List<PortalSession> ofAccount(String accountId, long seenAfter) {
        return sessions(
                SESSION + " WHERE account_id = ?1 AND ended_at IS NULL AND last_seen > ?2 ORDER BY last_seen DESC",
                accountId,
                seenAfter);
    }

    /** Where the newest sign-ins of a merchant's people came from: address and browser. */
    List<String[]> originsOf(String merchantNo, long seenAfter, int most) {
        List<?> rows = query(
                        "SELECT DISTINCT s.remote, s.agent FROM portal_session s JOIN account a ON a.id = s.account_id"
                                + " WHERE a.scope = ?1 AND a.role IN ('MERCHANT_OWNER', 'MERCHANT_STAFF')"
                                + " AND s.last_seen > ?2 LIMIT " + most,
                        merchantNo,
                        seenAfter)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new String[] {(String) row[0], (String) row[1]})
                .toList();
    }

    /** Remembers that somebody has signed in with this browser. */
    void markBrowser(String markHash, String accountId, long now) {
        int known = update(
                "UPDATE portal_browser SET seen_at = ?1 WHERE mark_hash = ?2 AND account_id = ?3",
                now,
                markHash,
                accountId);
        if (known == 0) {
            update(
                    "INSERT INTO portal_browser (mark_hash, account_id, seen_at) VALUES (?1, ?2, ?3)",
                    markHash,
                    accountId,
                    now);
        }
    }

    /** Whether somebody of the merchant has signed in with this browser. */
    boolean isBrowserOf(String markHash, String merchantNo) {
        return !query(
                        "SELECT b.account_id FROM portal_browser b JOIN account a ON a.id = b.account_id"
                                + " WHERE b.mark_hash = ?1 AND a.scope = ?2 AND a.role IN ('MERCHANT_OWNER', 'MERCHANT_STAFF')",
                        markHash,
                        merchantNo)
                .getResultList()
                .isEmpty();
    }

    void seen(String id, long now) {
        update("UPDATE portal_session SET last_seen = ?1 WHERE id = ?2", now, id);
    }

    void complete(String id) {
        update("UPDATE portal_session SET complete = TRUE WHERE id = ?1", id);
    }

    /** @return how many ended: none if it is another account's */
    int end(String accountId, String id, long now) {
        return update(
                "UPDATE portal_session SET ended_at = ?1 WHERE account_id = ?2 AND id = ?3 AND ended_at IS NULL",
                now,
                accountId,
                id);
    }

    int endAllBut(String accountId, String keptId, long now) {
        return update(
                "UPDATE portal_session SET ended_at = ?1 WHERE account_id = ?2 AND id <> ?3 AND ended_at IS NULL",
                now,
                accountId,
                keptId);
    }

    void addToken(String tokenHash, ApiToken token, String accountId) {
        update(
                "INSERT INTO api_token (token_hash, id, account_id, name, created_at, hands_in) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                tokenHash,
                token.id(),
                accountId,
                token.name(),
                token.createdAt(),
                token.handsIn());
    }

    /** Tokens of the account that still work, the newest first. */
    List<ApiToken> tokens(String accountId) {
        List<?> rows = query(
                        "SELECT id, name, created_at, COALESCE(last_used, 0), hands_in FROM api_token"
                                + " WHERE account_id = ?1 AND revoked_at IS NULL ORDER BY created_at DESC",
                        accountId)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new ApiToken(
                        (String) row[0], (String) row[1], number(row[2]), number(row[3]), (Boolean) row[4]))
                .toList();
    }

    /** Whose token it is. */
    record Holder(String accountId, String tokenId, boolean handsIn) {}

    /** The holder of a token that works. */
    Optional<Holder> holder(String tokenHash) {
        List<?> rows = query(
                        "SELECT account_id, id, hands_in FROM api_token WHERE token_hash = ?1 AND revoked_at IS NULL",
                        tokenHash)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Holder((String) row[0], (String) row[1], (Boolean) row[2]))
                .findFirst();
    }

    void used(String tokenId, long now) {
        update("UPDATE api_token SET last_used = ?1 WHERE id = ?2", now, tokenId);
    }

    int revoke(String accountId, String tokenId, long now) {
        return update(
                "UPDATE api_token SET revoked_at = ?1 WHERE account_id = ?2 AND id = ?3 AND revoked_at IS NULL",
                now,
                accountId,
                tokenId);
    }

    private List<PortalSession> sessions(String sql, Object... parameters) {
        List<?> rows = query(sql, parameters).getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new PortalSession(
                        (String) row[0],
                        (String) row[1],
                        number(row[2]),
                        number(row[3]),
                        (Boolean) row[4],
                        (String) row[5],
                        (String) row[6]))
                .toList();
    }

    private int update(String sql, Object... parameters) {
        return query(sql, parameters).executeUpdate();
    }

    private Query query(String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
