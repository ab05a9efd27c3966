package org.tallystick.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.access.Role;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Accounts, their recovery codes and invitations. */
@ApplicationScoped
class AccountRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** An invitation that may still be used. */
    record OpenInvitation(String accountId, long expiresAt) {}

    void persist(Account account) {
        em.persist(account);
    }

    /** @throws Problem member-invalid if the login is somebody's already, also if that somebody is a moment ahead */
    void persistAtOnce(Account account) {
        em.persist(account);
        try {
            em.flush();
        } catch (PersistenceException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "login", "is taken");
        }
    }

    Optional<Account> account(String id) {
        return Optional.ofNullable(em.find(Account.class, id));
    }

    /** The account, locked until the transaction ends: two sign-ins do not miscount. */
    Optional<Account> lock(String id) {
        return Optional.ofNullable(em.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Deletes it with what belongs to it; other capabilities' rows go by their foreign keys. */
    void remove(Account account) {
        for (String table : List.of("recovery_code", "invitation", "portal_session", "api_token", "provider_link")) {
            em.createNativeQuery("DELETE FROM " + table + " WHERE account_id = ?1")
                    .setParameter(1, account.id())
                    .executeUpdate();
        }
        em.remove(account);
    }

    Optional<Account> byLogin(String login) {
        return em.createQuery("SELECT a FROM Account a WHERE a.login = :login", Account.class)
                .setParameter("login", login.strip().toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    boolean any(Role role) {
        return em.createQuery("SELECT COUNT(a) FROM Account a WHERE a.role = :role", Long.class)
                        .setParameter("role", role)
                        .getSingleResult()
                > 0;
    }

    /** Accounts whose login or name contains the text, by login. */
    List<Account> find(String text, int first, int count) {
        return query("SELECT a FROM Account a", " ORDER BY a.login", text, Account.class)
                .setFirstResult(first)
                .setMaxResults(count)
                .getResultList();
    }

    long count(String text) {
        return query("SELECT COUNT(a) FROM Account a", "", text, Long.class).getSingleResult();
    }

    private <T> TypedQuery<T> query(String select, String order, String text, Class<T> type) {
        String like = "%"
                + text.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
        return em.createQuery(
                        select + " WHERE a.login LIKE :like ESCAPE '!' OR LOWER(a.name) LIKE :like ESCAPE '!'" + order,
                        type)
                .setParameter("like", like);
    }

    List<Account> ofMerchant(String merchantNo) {
        return em.createQuery(
                        "SELECT a FROM Account a WHERE a.scope = :no AND a.role IN :roles ORDER BY a.login",
                        Account.class)
                .setParameter("no", merchantNo)
                .setParameter("roles", List.of(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF))
                .getResultList();
    }

    void replaceRecoveryCodes(String accountId, List<String> hashes) {
        em.createNativeQuery("DELETE FROM recovery_code WHERE account_id = ?1")
                .setParameter(1, accountId)
                .executeUpdate();
        for (String hash : hashes) {
            em.createNativeQuery("INSERT INTO recovery_code (code_hash, account_id) VALUES (?1, ?2)")
                    .setParameter(1, hash)
                    .setParameter(2, accountId)
                    .executeUpdate();
        }
    }

    /** Uses up a recovery code. @return false if there is none such */
    boolean useRecoveryCode(String accountId, String hash) {
        return em.createNativeQuery("DELETE FROM recovery_code WHERE account_id = ?1 AND code_hash = ?2")
                        .setParameter(1, accountId)
                        .setParameter(2, hash)
                        .executeUpdate()
                == 1;
    }

    int recoveryCodes(String accountId) {
        return ((Number) em.createNativeQuery("SELECT COUNT(*) FROM recovery_code WHERE account_id = ?1")
                        .setParameter(1, accountId)
                        .getSingleResult())
                .intValue();
    }

    /** A new invitation; older ones of the account stop working. */
    void invite(String tokenHash, String accountId, long now, long expires) {
        em.createNativeQuery("UPDATE invitation SET used_at = ?1 WHERE account_id = ?2 AND used_at IS NULL")
                .setParameter(1, now)
                .setParameter(2, accountId)
                .executeUpdate();
        em.createNativeQuery(
                        "INSERT INTO invitation (token_hash, account_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)")
                .setParameter(1, tokenHash)
                .setParameter(2, accountId)
                .setParameter(3, now)
                .setParameter(4, expires)
                .executeUpdate();
    }

    Optional<OpenInvitation> invitation(String tokenHash) {
        List<?> rows = em.createNativeQuery(
                        "SELECT account_id, expires_at FROM invitation WHERE token_hash = ?1 AND used_at IS NULL")
                .setParameter(1, tokenHash)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new OpenInvitation((String) row[0], ((Number) row[1]).longValue()))
                .findFirst();
    }

    /** @return false if somebody else has used it in the meantime */
    boolean useInvitation(String tokenHash, long now) {
        return em.createNativeQuery("UPDATE invitation SET used_at = ?1 WHERE token_hash = ?2 AND used_at IS NULL")
                        .setParameter(1, now)
                        .setParameter(2, tokenHash)
                        .executeUpdate()
                == 1;
    }
}
