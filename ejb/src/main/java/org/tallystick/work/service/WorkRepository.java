package org.tallystick.work.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.work.Work;
import org.tallystick.work.WorkState;

/** Rows of long work. What a viewer asks for is looked up by account, role and scope. */
@ApplicationScoped
class WorkRepository {
    private static final String SELECT = "SELECT number, account_id, role, scope, kind, parameters, language, state,"
            + " done_steps, total_steps, asked_at, began_at, ended_at, cancel_asked, file_name, file_size, file_until,"
            + " reference FROM long_work";
    private static final String MINE = " WHERE account_id = ?1 AND role = ?2 AND scope = ?3";
    private static final String UNFINISHED = " AND state IN ('WAITING', 'RUNNING')";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    void add(Work w, String node) {
        update(
                "INSERT INTO long_work (number, account_id, role, scope, kind, parameters, language, state, done_steps,"
                        + " total_steps, asked_at, began_at, ended_at, node, cancel_asked, file_name, file_size,"
                        + " file_until, reference, seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, 0, 0, ?11,"
                        + " FALSE, ?12, 0, 0, '', FALSE)",
                w.number(),
                w.accountId(),
                w.role().name(),
                w.scope(),
                w.kind(),
                w.parameters(),
                w.language(),
                w.state().name(),
                w.counts().total(),
                w.times().asked(),
                node,
                w.fileName());
    }

    Optional<Work> find(Viewer viewer, String number) {
        return works(query(SELECT + MINE + " AND number = ?4", mine(viewer, number))).stream()
                .findFirst();
    }

    /** The newest first. */
    List<Work> list(Viewer viewer, int most) {
        return works(query(SELECT + MINE + " ORDER BY asked_at DESC, number", mine(viewer))
                .setMaxResults(most));
    }

    long unfinished(Viewer viewer) {
        return count("SELECT COUNT(*) FROM long_work" + MINE + UNFINISHED, mine(viewer));
    }

    /** Ended and not looked at since. */
    long unseen(Viewer viewer) {
        return count("SELECT COUNT(*) FROM long_work" + MINE + " AND ended_at > 0 AND seen = FALSE", mine(viewer));
    }

    void see(Viewer viewer, String number) {
        update(
                "UPDATE long_work SET seen = TRUE" + MINE + " AND number = ?4 AND ended_at > 0 AND seen = FALSE",
                mine(viewer, number));
    }

    void seeAll(Viewer viewer) {
        update("UPDATE long_work SET seen = TRUE" + MINE + " AND ended_at > 0 AND seen = FALSE", mine(viewer));
    }

    /** What waits ends at once, what runs at its next step. */
    int askToCancel(Viewer viewer, String number, long now) {
        return update(
                "UPDATE long_work SET cancel_asked = TRUE,"
                        + " ended_at = CASE WHEN state = 'WAITING' THEN CAST(?5 AS BIGINT) ELSE 0 END,"
                        + " state = CASE WHEN state = 'WAITING' THEN 'CANCELLED' ELSE state END"
                        + MINE + " AND number = ?4" + UNFINISHED,
                mine(viewer, number, now));
    }

    /** @return false if it was cancelled before it began */
    boolean begin(String number, long total, long now) {
        return update(
                        "UPDATE long_work SET state = 'RUNNING', total_steps = ?1, began_at = ?2 WHERE number = ?3"
                                + " AND state = 'WAITING' AND cancel_asked = FALSE",
                        total,
                        now,
                        number)
                == 1;
    }

    /** @return false if it shall end */
    boolean advance(String number, long done) {
        return update("UPDATE long_work SET done_steps = ?1 WHERE number = ?2 AND cancel_asked = FALSE", done, number)
                == 1;
    }

    void finish(String number, long done, long size, long until, long now) {
        update(
                "UPDATE long_work SET state = 'DONE', done_steps = ?1, file_size = ?2, file_until = ?3, ended_at = ?4"
                        + " WHERE number = ?5",
                done,
                size,
                until,
                now,
                number);
    }

    void end(String number, WorkState state, String reference, long now) {
        update(
                "UPDATE long_work SET state = ?1, reference = ?2, ended_at = ?3 WHERE number = ?4",
                state.name(),
                reference,
                now,
                number);
    }

    /** What a server had not ended when it stopped. */
    int interrupt(String node, long now) {
        return update(
                "UPDATE long_work SET state = 'INTERRUPTED', ended_at = ?1 WHERE node = ?2" + UNFINISHED, now, node);
    }

    /** Numbers of all work that has a file, or is about to have one. */
    List<String> numbersOfFiles(long now) {
        List<?> rows = query(
                        "SELECT number FROM long_work WHERE state IN ('WAITING', 'RUNNING') OR file_until > ?1", now)
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    private static Object[] mine(Viewer viewer, Object... more) {
        Object[] all = new Object[3 + more.length];
        all[0] = viewer.accountId();
        all[1] = viewer.role().name();
        all[2] = viewer.scope().orElse("");
        System.arraycopy(more, 0, all, 3, more.length);
        return all;
    }

    private static List<Work> works(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> of((Object[]) row)).toList();
    }

    private static Work of(Object[] row) {
        return new Work(
                (String) row[0],
                (String) row[1],
                Role.valueOf((String) row[2]),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                WorkState.valueOf((String) row[7]),
                new Work.Counts(number(row[8]), number(row[9])),
                new Work.Times(number(row[10]), number(row[11]), number(row[12])),
                (Boolean) row[13],
                (String) row[14],
                number(row[15]),
                number(row[16]),
                (String) row[17]);
    }

    private long count(String sql, Object... parameters) {
        return number(query(sql, parameters).getSingleResult());
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
