package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import org.tallystick.notices.Audience;
import org.tallystick.notices.Notice;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Severity;
import org.tallystick.notices.Telling;

/** Rows of notices, for those who tell and spread. */
@ApplicationScoped
class NoticeRepository {
    /** Read by {@link #notice}; {@code n} is the notice and {@code m} its merchant. */
    static final String COLUMNS = "n.id, n.kind, n.severity, n.audience, n.scope, n.merchant_no, m.name_zh, m.name_en,"
            + " n.facts, n.told_at, n.settled_at";

    static final String FROM = " FROM notice n LEFT JOIN merchant m ON m.merchant_no = n.merchant_no";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A notice of which messages are to be made. @param told whether those of its beginning are still lacking */
    record Unspread(Notice notice, boolean told) {}

    /** Waits until nobody else has this turn, and holds it until the transaction ends. */
    void take(int turn) {
        query("SELECT id FROM notice_turn WHERE id = ?1 FOR UPDATE", turn).getSingleResult();
    }

    /** Whether there is an open one; its facts are brought up to date. */
    boolean refresh(Telling telling, Audience audience) {
        String key = key(telling.kind(), telling.subject(), audience);
        String facts = Notice.text(telling.facts());
        if (query("SELECT facts FROM notice WHERE open_key = ?1", key)
                .getResultList()
                .isEmpty()) {
            return false;
        }
        query("UPDATE notice SET facts = ?2 WHERE open_key = ?1 AND facts <> ?2", key, facts)
                .executeUpdate();
        return true;
    }

    void add(String id, Telling telling, Audience audience, long now) {
        query(
                        "INSERT INTO notice (id, kind, severity, subject, audience, scope, merchant_no, facts, told_at,"
                                + " settled_at, open_key, spread) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, 'TOLD')",
                        id,
                        telling.kind().name(),
                        telling.kind().severity(audience.kind()).name(),
                        telling.subject(),
                        audience.kind().name(),
                        audience.scope(),
                        telling.merchantNo(),
                        Notice.text(telling.facts()),
                        now,
                        key(telling.kind(), telling.subject(), audience))
                .executeUpdate();
    }

    /** Ends every open notice of a subject. */
    void settle(String subject, long now) {
        query(
                        "UPDATE notice SET settled_at = ?2, open_key = id,"
                                + " spread = CASE WHEN spread = 'DONE' THEN 'SETTLED' ELSE spread END"
                                + " WHERE subject = ?1 AND settled_at = 0",
                        subject,
                        now)
                .executeUpdate();
    }

    /** The same of one kind. */
    void settle(NoticeKind kind, String subject, long now) {
        query(
                        "UPDATE notice SET settled_at = ?3, open_key = id,"
                                + " spread = CASE WHEN spread = 'DONE' THEN 'SETTLED' ELSE spread END"
                                + " WHERE subject = ?1 AND kind = ?2 AND settled_at = 0",
                        subject,
                        kind.name(),
                        now)
                .executeUpdate();
    }

    /** Subjects of the open notices of a kind. */
    List<String> open(NoticeKind kind) {
        List<?> rows = query("SELECT DISTINCT subject FROM notice WHERE kind = ?1 AND settled_at = 0", kind.name())
                .getResultList();
        return rows.stream().map(Rows::text).toList();
    }

    /** The region of a merchant; empty if there is no such merchant. */
    Optional<String> region(String merchantNo) {
        List<?> rows = query("SELECT region FROM merchant WHERE merchant_no = ?1", merchantNo)
                .getResultList();
        return rows.stream().map(Rows::text).findFirst();
    }

    /** The oldest of which messages are to be made. */
    List<Unspread> unspread(int most) {
        return Rows.of(
                query("SELECT " + COLUMNS + ", n.spread" + FROM
                                + " WHERE n.spread IN ('TOLD', 'SETTLED') ORDER BY n.told_at")
                        .setMaxResults(most)
                        .getResultList(),
                row -> new Unspread(notice(row), row[11].equals("TOLD")));
    }

    void spread(String id) {
        query("UPDATE notice SET spread = 'DONE' WHERE id = ?1", id).executeUpdate();
    }

    /** Forgets what was settled before a time, with its messages. */
    void forget(long before) {
        query("DELETE FROM notice WHERE settled_at > 0 AND settled_at < ?1", before)
                .executeUpdate();
    }

    static Notice notice(Object[] row) {
        return new Notice(
                Rows.text(row[0]),
                NoticeKind.valueOf(Rows.text(row[1])),
                Severity.valueOf(Rows.text(row[2])),
                new Audience(Audience.Kind.valueOf(Rows.text(row[3])), Rows.text(row[4])),
                Rows.text(row[5]),
                row[6] == null ? Notice.Names.NONE : new Notice.Names(Rows.text(row[6]), Rows.text(row[7])),
                Notice.parse(Rows.text(row[8])),
                Rows.time(row[9]),
                Rows.ifAny(row[10]));
    }

    private static String key(NoticeKind kind, String subject, Audience audience) {
        return kind + "|" + subject + "|" + audience.kind() + "|" + audience.scope();
    }

    private Query query(String sql, Object... values) {
        return bound(em, sql, values);
    }

    static Query bound(EntityManager em, String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
