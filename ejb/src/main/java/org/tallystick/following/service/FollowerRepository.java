package org.tallystick.following.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.following.Standing;
import org.tallystick.following.Wish;
import org.tallystick.ledger.service.KeptLogs;

/** Rows of followers, and how the receipts stand that they follow. */
@ApplicationScoped
class FollowerRepository {
    private static final String COLUMNS =
            "f.id, f.code, f.sealed, f.language, f.signature, f.alteration, f.state, f.told,"
                    + " f.asked_at, f.due_at, f.attempts, r.number";

    /** Whether the receipt's case, open or not, is about integrity: then nobody waits for a signature. */
    private static final String DOUBTED =
            "EXISTS (SELECT 1 FROM coverage_case c WHERE c.receipt = r.number AND c.cause_group = 'INTEGRITY'%s)";

    /** As {@link Standing#text} writes it. */
    private static final String STANDING = "CASE WHEN l.state IS NULL OR " + DOUBTED.formatted("")
            + " THEN 'NONE' WHEN l.state = 'OPEN' THEN 'MISSING' WHEN l.state = 'REMEDIED' THEN 'CAME' ELSE 'SETTLED' END"
            + " || CASE WHEN EXISTS (SELECT 1 FROM notice n"
            + " WHERE n.subject = 'receipt/' || r.number AND n.kind = 'RECEIPT_ALTERED' AND n.settled_at = 0) OR "
            + DOUBTED.formatted(" AND c.state NOT IN ('CLOSED', 'UNREMEDIABLE')") + " THEN ',ALTERED' ELSE '' END";

    /** Nobody is written to any more about a receipt that goes with a removed log. */
    private static final String FROM = " FROM receipt_follower f JOIN receipt r ON r.code = f.code"
            + " AND " + KeptLogs.keep("r")
            + " LEFT JOIN receipt_lack l ON l.number = r.number ";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Where an address is on its way to be written to. */
    enum State {
        ASKED,
        SENT,
        CONFIRMED
    }

    /** @param number of the receipt @param stands how it stands now */
    record Follower(
            String id,
            String code,
            byte[] sealed,
            Locale language,
            Wish wish,
            State state,
            Standing told,
            Instant asked,
            Instant due,
            int attempts,
            String number,
            Standing stands) {}

    /** About to be written down. */
    record Fresh(String id, String code, String mark, byte[] sealed, String tokenHash, Locale language, Wish wish) {}

    /** Holds the receipt with this link code until the transaction ends. @return false if there is none */
    boolean hold(String code) {
        return !query(
                        "SELECT number FROM receipt WHERE code = ?1 AND " + KeptLogs.keep("receipt") + " FOR UPDATE",
                        code)
                .getResultList()
                .isEmpty();
    }

    Optional<Follower> find(String code, String mark) {
        return list("WHERE f.code = ?1 AND f.mark = ?2", code, mark).stream().findFirst();
    }

    Optional<Follower> byToken(String tokenHash, Instant now) {
        return list("WHERE f.token_hash = ?1 AND f.expires_at > ?2", tokenHash, now.toEpochMilli()).stream()
                .findFirst();
    }

    long askedBy(String mark, Instant since) {
        return count(
                "SELECT COUNT(*) FROM receipt_follower WHERE mark = ?1 AND asked_at >= ?2", mark, since.toEpochMilli());
    }

    long of(String code) {
        return count("SELECT COUNT(*) FROM receipt_follower WHERE code = ?1", code);
    }

    void add(Fresh fresh, Instant now, Instant expires) {
        query(
                        "INSERT INTO receipt_follower (id, code, mark, sealed, token_hash, language, signature, alteration, state,"
                                + " told, asked_at, expires_at, due_at, attempts)"
                                + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'ASKED', 'NONE', ?9, ?10, ?9, 0)",
                        fresh.id(),
                        fresh.code(),
                        fresh.mark(),
                        fresh.sealed(),
                        fresh.tokenHash(),
                        fresh.language().toLanguageTag(),
                        fresh.wish().signature(),
                        fresh.wish().alteration(),
                        now.toEpochMilli(),
                        expires.toEpochMilli())
                .executeUpdate();
    }

    /** From now on it hears of what becomes otherwise. */
    void confirm(Follower follower, Instant expires) {
        query(
                        "UPDATE receipt_follower SET state = 'CONFIRMED', told = ?2, expires_at = ?3, due_at = 0, attempts = 0"
                                + " WHERE id = ?1",
                        follower.id(),
                        follower.stands().text(),
                        expires.toEpochMilli())
                .executeUpdate();
    }

    void remove(String id) {
        query("DELETE FROM receipt_follower WHERE id = ?1", id).executeUpdate();
    }

    /** Nobody follows this receipt any more. */
    void removeOf(String number) {
        query("DELETE FROM receipt_follower WHERE code IN (SELECT code FROM receipt WHERE number = ?1)", number)
                .executeUpdate();
    }

    /** Those who have something to hear: a question, or that their receipt stands otherwise. */
    List<Follower> due(Instant now, int most) {
        return list(
                "WHERE f.due_at <= ?1 AND f.expires_at > ?1 AND (f.state = 'ASKED' OR f.state = 'CONFIRMED' AND f.told <> "
                        + STANDING + ") ORDER BY f.due_at, f.id FETCH FIRST " + most + " ROWS ONLY",
                now.toEpochMilli());
    }

    /** Takes one until {@code lease}. @return false if another server was faster, or it is gone */
    boolean take(Follower follower, Instant lease) {
        return query(
                                "UPDATE receipt_follower SET due_at = ?3 WHERE id = ?1 AND due_at = ?2 AND state = ?4",
                                follower.id(),
                                follower.due().toEpochMilli(),
                                lease.toEpochMilli(),
                                follower.state().name())
                        .executeUpdate()
                == 1;
    }

    /** Its holder has heard. */
    void told(Follower follower) {
        query(
                        "UPDATE receipt_follower SET told = ?2, due_at = 0, attempts = 0,"
                                + " state = CASE WHEN state = 'ASKED' THEN 'SENT' ELSE state END WHERE id = ?1",
                        follower.id(),
                        follower.stands().text())
                .executeUpdate();
    }

    void again(Follower follower, Instant due) {
        query(
                        "UPDATE receipt_follower SET due_at = ?2, attempts = attempts + 1 WHERE id = ?1",
                        follower.id(),
                        due.toEpochMilli())
                .executeUpdate();
    }

    /** Forgets those whose time is over. */
    int forget(Instant now) {
        return query("DELETE FROM receipt_follower WHERE expires_at <= ?1", now.toEpochMilli())
                .executeUpdate();
    }

    private List<Follower> list(String where, Object... values) {
        List<?> rows = query("SELECT " + COLUMNS + ", " + STANDING + FROM + where, values)
                .getResultList();
        return rows.stream().map(row -> follower((Object[]) row)).toList();
    }

    private static Follower follower(Object[] row) {
        return new Follower(
                (String) row[0],
                (String) row[1],
                (byte[]) row[2],
                Locale.forLanguageTag((String) row[3]),
                new Wish((Boolean) row[4], (Boolean) row[5]),
                State.valueOf((String) row[6]),
                Standing.parse((String) row[7]),
                Instant.ofEpochMilli(((Number) row[8]).longValue()),
                Instant.ofEpochMilli(((Number) row[9]).longValue()),
                ((Number) row[10]).intValue(),
                (String) row[11],
                Standing.parse((String) row[12]));
    }

    private long count(String sql, Object... values) {
        return ((Number) query(sql, values).getSingleResult()).longValue();
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
