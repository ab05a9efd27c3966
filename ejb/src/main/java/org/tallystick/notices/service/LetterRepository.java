package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import org.tallystick.notices.Notice;
import org.tallystick.notices.NoticePreference;
import org.tallystick.notices.Severity;

/** Letters to be written, as rows of person and notice. */
@ApplicationScoped
class LetterRepository {
    private static final int AT_ONCE = 20;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A row of a letter that is about to be sent. */
    record Claimed(Notice notice, int attempts, Instant made) {}

    void add(String accountId, String noticeId, Instant now, Instant due) {
        NoticeRepository.bound(
                        em,
                        "INSERT INTO notice_mail (account_id, notice_id, made_at, due_at, attempts, state, claim)"
                                + " VALUES (?1, ?2, ?3, ?4, 0, 'WAITING', '')",
                        accountId,
                        noticeId,
                        now.toEpochMilli(),
                        due.toEpochMilli())
                .executeUpdate();
    }

    /** People with rows that are due, unless they had a letter after {@code spaced}: more wait for the next. Alarms do not. */
    List<String> due(Instant now, Instant spaced) {
        List<?> rows = NoticeRepository.bound(
                        em,
                        "SELECT x.account_id FROM notice_mail x JOIN notice n ON n.id = x.notice_id"
                                + " WHERE x.state = 'WAITING' AND x.due_at <= ?1 AND (n.severity = 'ALARM' OR NOT EXISTS"
                                + " (SELECT 1 FROM notice_mail s WHERE s.account_id = x.account_id AND s.state = 'SENT'"
                                + " AND s.due_at > ?2)) GROUP BY x.account_id ORDER BY MIN(x.due_at)",
                        now.toEpochMilli(),
                        spaced.toEpochMilli())
                .setMaxResults(AT_ONCE)
                .getResultList();
        return rows.stream().map(Rows::text).toList();
    }

    /** Takes a person's due rows for a letter; until {@code lease} no other server does. @return how many */
    int claim(String accountId, String letter, Instant now, Instant lease) {
        return NoticeRepository.bound(
                        em,
                        "UPDATE notice_mail SET claim = ?2, due_at = ?4 WHERE account_id = ?1 AND state = 'WAITING'"
                                + " AND due_at <= ?3",
                        accountId,
                        letter,
                        now.toEpochMilli(),
                        lease.toEpochMilli())
                .executeUpdate();
    }

    /** The newest first. */
    List<Claimed> claimed(String letter) {
        String sql = "SELECT " + NoticeRepository.COLUMNS + ", x.attempts, x.made_at" + NoticeRepository.FROM
                + " JOIN notice_mail x ON x.notice_id = n.id WHERE x.claim = ?1 ORDER BY n.told_at DESC, n.id";
        return Rows.of(
                NoticeRepository.bound(em, sql, letter).getResultList(),
                row -> new Claimed(NoticeRepository.notice(row), (int) Rows.number(row[11]), Rows.time(row[12])));
    }

    /** What came of a letter: SENT, DROPPED or GIVEN_UP. */
    void end(String letter, String state, Instant now) {
        NoticeRepository.bound(
                        em,
                        "UPDATE notice_mail SET state = ?2, due_at = ?3 WHERE claim = ?1",
                        letter,
                        state,
                        now.toEpochMilli())
                .executeUpdate();
    }

    /** It could not be sent: again then. */
    void again(String letter, Instant due) {
        NoticeRepository.bound(
                        em,
                        "UPDATE notice_mail SET attempts = attempts + 1, due_at = ?2, claim = '' WHERE claim = ?1",
                        letter,
                        due.toEpochMilli())
                .executeUpdate();
    }

    long givenUp(String accountId) {
        return Rows.number(NoticeRepository.bound(
                        em, "SELECT COUNT(*) FROM notice_mail WHERE account_id = ?1 AND state = 'GIVEN_UP'", accountId)
                .getSingleResult());
    }

    /** What was never tried yet and is not being sent now waits as the person wants from now on. */
    void reschedule(String accountId, NoticePreference wants, Instant now) {
        for (Severity severity : Severity.values()) {
            NoticeRepository.bound(
                            em,
                            "UPDATE notice_mail SET due_at = ?2 WHERE account_id = ?1 AND state = 'WAITING'"
                                    + " AND attempts = 0 AND claim = ''"
                                    + " AND notice_id IN (SELECT n.id FROM notice n WHERE n.severity = ?3)",
                            accountId,
                            wants.rhythm().due(severity, now).toEpochMilli(),
                            severity.name())
                    .executeUpdate();
        }
    }

    /** Forgets letters made before a time, unless they still wait. */
    void forget(Instant before) {
        NoticeRepository.bound(
                        em, "DELETE FROM notice_mail WHERE state <> 'WAITING' AND made_at < ?1", before.toEpochMilli())
                .executeUpdate();
    }
}
