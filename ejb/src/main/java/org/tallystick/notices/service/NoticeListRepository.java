package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeQuery;
import org.tallystick.notices.SeenNotice;

/** Notices as one person of an audience sees them. */
@ApplicationScoped
class NoticeListRepository {
    /** Of the audience {@code ?1 ?2}. What concerns no region concerns every regulator. */
    private static final String MINE =
            " WHERE n.audience = ?1 AND (n.scope = ?2 OR (n.scope = '' AND n.audience = 'REGULATOR'))";

    /** The same for whoever has no scope: every one. */
    private static final String ALL = " WHERE n.audience = ?1 AND ?2 = ''";

    /** By the person {@code ?3}. */
    private static final String UNREAD = "NOT EXISTS (SELECT 1 FROM notice_read r WHERE r.notice_id = n.id"
            + " AND r.account_id = ?3) AND NOT EXISTS (SELECT 1 FROM notice_reader w WHERE w.account_id = ?3"
            + " AND w.read_until >= n.told_at)";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Who asks. */
    record Reader(Audience audience, String accountId) {}

    List<SeenNotice> list(Reader reader, NoticeQuery query) {
        String sql = "SELECT " + NoticeRepository.COLUMNS + ", CASE WHEN " + UNREAD + " THEN 1 ELSE 0 END"
                + NoticeRepository.FROM + mine(reader) + which(query.which()) + " ORDER BY n.told_at DESC, n.id";
        return seen(NoticeRepository.bound(em, sql, values(reader))
                .setFirstResult(query.page() * NoticeQuery.ROWS)
                .setMaxResults(NoticeQuery.ROWS)
                .getResultList());
    }

    long count(Reader reader, NoticeQuery.Which which) {
        // The person is named once in any case: every value that is given has to be used.
        String sql = "SELECT COUNT(*) FROM notice n" + mine(reader) + " AND ?3 <> ''" + which(which);
        return Rows.number(NoticeRepository.bound(em, sql, values(reader)).getSingleResult());
    }

    /** Open ones that ring, at most so many. */
    long ringing(Reader reader, int most) {
        String sql = "SELECT n.id FROM notice n" + mine(reader)
                + " AND n.settled_at = 0 AND n.severity IN ('WARNING', 'ALARM') AND " + UNREAD;
        return NoticeRepository.bound(em, sql, values(reader))
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    Optional<SeenNotice> find(Reader reader, String id) {
        String sql = "SELECT " + NoticeRepository.COLUMNS + ", CASE WHEN " + UNREAD + " THEN 1 ELSE 0 END"
                + NoticeRepository.FROM + mine(reader) + " AND n.id = ?4";
        return seen(NoticeRepository.bound(
                                em,
                                sql,
                                reader.audience().kind().name(),
                                reader.audience().scope(),
                                reader.accountId(),
                                id)
                        .getResultList())
                .stream()
                .findFirst();
    }

    /** The caller holds the account's row. */
    void read(String accountId, String noticeId) {
        NoticeRepository.bound(
                        em, "INSERT INTO notice_read (account_id, notice_id) VALUES (?1, ?2)", accountId, noticeId)
                .executeUpdate();
    }

    /** Everything told until then; what was read one by one is in it. The caller holds the account's row. */
    void readAll(String accountId, long until) {
        NoticeRepository.bound(em, "DELETE FROM notice_reader WHERE account_id = ?1", accountId)
                .executeUpdate();
        NoticeRepository.bound(
                        em, "INSERT INTO notice_reader (account_id, read_until) VALUES (?1, ?2)", accountId, until)
                .executeUpdate();
        NoticeRepository.bound(em, "DELETE FROM notice_read WHERE account_id = ?1", accountId)
                .executeUpdate();
    }

    /** Until the transaction ends: a form that is sent twice is one. */
    void lock(String accountId) {
        NoticeRepository.bound(em, "SELECT id FROM account WHERE id = ?1 FOR UPDATE", accountId)
                .getSingleResult();
    }

    private static String mine(Reader reader) {
        return reader.audience().scope().isEmpty() ? ALL : MINE;
    }

    private static String which(NoticeQuery.Which which) {
        return switch (which) {
            case OPEN -> " AND n.settled_at = 0";
            case UNREAD -> " AND n.settled_at = 0 AND " + UNREAD;
            case ALL -> "";
        };
    }

    private static Object[] values(Reader reader) {
        return new Object[] {reader.audience().kind().name(), reader.audience().scope(), reader.accountId()};
    }

    private static List<SeenNotice> seen(List<?> rows) {
        return Rows.of(rows, row -> new SeenNotice(NoticeRepository.notice(row), Rows.number(row[11]) == 1));
    }
}
