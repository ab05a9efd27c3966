package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.access.Role;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditDepth;
import org.tallystick.auditing.AuditScope;
import org.tallystick.auditing.AuditSpan;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditVerdict;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.work.Work;

/** Rows of runs: the queue, the state, the report. */
@ApplicationScoped
class AuditRepository {
    private static final String SELECT = "SELECT number, account_id, started_by, role, span, depth, days_from, days_to,"
            + " state, done, total, asked_at, began_at, ended_at, cancel_asked, restarts, resumed_at, previous,"
            + " reference, log_id, seq, verdict FROM audit_run";
    private static final String WAITS = " WHERE state = 'WAITING' AND cancel_asked = FALSE ORDER BY asked_at, number";
    private static final String RUNS = " WHERE number = ?1 AND restarts = ?2 AND state = 'RUNNING'";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A finished report. */
    record Report(byte[] json, byte[] text) {}

    /** A report that waits for the ledger. */
    record Unlogged(String number, byte[] json) {}

    void add(Audit audit) {
        update(
                "INSERT INTO audit_run (number, account_id, started_by, role, span, depth, days_from, days_to,"
                        + " scope_digest, state, done, total, asked_at, began_at, ended_at, told_at, node, restarts,"
                        + " resumed_at, cancel_asked, previous, reference, verdict, report, report_text, log_id, seq)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'WAITING', 0, ?10, ?11, 0, 0, ?11, '', 0, 0,"
                        + " FALSE, ?12, '', '', ?13, ?13, 0, -1)",
                audit.number(),
                audit.accountId(),
                audit.startedBy(),
                audit.role().name(),
                audit.scope().span().name(),
                audit.scope().depth().name(),
                audit.scope().from().map(LocalDate::toString).orElse(""),
                audit.scope().to().map(LocalDate::toString).orElse(""),
                digest(audit.scope()),
                audit.counts().total(),
                audit.times().asked(),
                audit.previous(),
                new byte[0]);
    }

    Optional<Audit> find(String number) {
        return audits(query(SELECT + " WHERE number = ?1", number)).stream().findFirst();
    }

    /** The newest first. */
    List<Audit> list(int first, int count) {
        return audits(query(SELECT + " ORDER BY asked_at DESC, number")
                .setFirstResult(first)
                .setMaxResults(count));
    }

    /** All that run, on whatever server. */
    long running() {
        return number(
                query("SELECT COUNT(*) FROM audit_run WHERE state = 'RUNNING'").getSingleResult());
    }

    /** Numbers of those that wait, in their order. */
    List<String> waiting() {
        List<?> rows = query("SELECT number FROM audit_run" + WAITS).getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    /** The first of those that wait. */
    List<Audit> waiting(int most) {
        return audits(query(SELECT + WAITS).setMaxResults(most));
    }

    long count() {
        return number(query("SELECT COUNT(*) FROM audit_run").getSingleResult());
    }

    long unfinished(String accountId) {
        return number(query(
                        "SELECT COUNT(*) FROM audit_run WHERE account_id = ?1 AND state IN ('WAITING', 'RUNNING')",
                        accountId)
                .getSingleResult());
    }

    long running(String node) {
        return number(query("SELECT COUNT(*) FROM audit_run WHERE state = 'RUNNING' AND node = ?1", node)
                .getSingleResult());
    }

    /** The last run of the same scope that came to its end. */
    Optional<String> previous(AuditScope scope) {
        List<?> rows = query(
                        "SELECT number FROM audit_run WHERE scope_digest = ?1 AND state = 'DONE' ORDER BY ended_at DESC",
                        digest(scope))
                .setMaxResults(1)
                .getResultList();
        return rows.stream().map(String.class::cast).findFirst();
    }

    /** @return false if somebody else took it, or it was cancelled */
    boolean take(Audit audit, String node, long now) {
        return update(
                        "UPDATE audit_run SET state = 'RUNNING', node = ?1, began_at = ?2, told_at = ?2,"
                                + " resumed_at = done WHERE number = ?3 AND state = 'WAITING' AND cancel_asked = FALSE",
                        node,
                        now,
                        audit.number())
                == 1;
    }

    /** @return false if this attempt is to end: it was cancelled, or is thought dead */
    boolean advance(Audit audit, long done, long total, long now) {
        return update(
                        "UPDATE audit_run SET done = ?3, total = ?4, told_at = ?5" + RUNS + " AND cancel_asked = FALSE",
                        audit.number(),
                        audit.restarts(),
                        done,
                        total,
                        now)
                == 1;
    }

    /** Held until the transaction ends. @return false if this attempt is no longer the one that counts */
    boolean hold(Audit audit) {
        return !query("SELECT number FROM audit_run" + RUNS + " FOR UPDATE", audit.number(), audit.restarts())
                .getResultList()
                .isEmpty();
    }

    boolean isCancelAsked(String number) {
        return !query("SELECT number FROM audit_run WHERE number = ?1 AND cancel_asked = TRUE", number)
                .getResultList()
                .isEmpty();
    }

    /** @return false if this attempt is no longer the one that counts */
    boolean finish(Audit audit, AuditVerdict verdict, Report report, long now) {
        return update(
                        "UPDATE audit_run SET state = 'DONE', done = total, ended_at = ?3, verdict = ?4, report = ?5,"
                                + " report_text = ?6" + RUNS,
                        audit.number(),
                        audit.restarts(),
                        now,
                        verdict.name(),
                        Packed.of(report.json()),
                        Packed.of(report.text()))
                == 1;
    }

    void end(Audit audit, AuditState state, String reference, long now) {
        update(
                "UPDATE audit_run SET state = ?3, reference = ?4, ended_at = ?5" + RUNS,
                audit.number(),
                audit.restarts(),
                state.name(),
                reference,
                now);
    }

    /** What waits ends at once, what runs at its next step. */
    int askToCancel(String number, long now) {
        return update(
                "UPDATE audit_run SET cancel_asked = TRUE,"
                        + " ended_at = CASE WHEN state = 'WAITING' THEN CAST(?2 AS BIGINT) ELSE ended_at END,"
                        + " state = CASE WHEN state = 'WAITING' THEN 'CANCELLED' ELSE state END"
                        + " WHERE number = ?1 AND state IN ('WAITING', 'RUNNING')",
                number,
                now);
    }

    /** Whoever wants it to go on does not want it cancelled any more. */
    int goOn(String number) {
        return update(
                "UPDATE audit_run SET state = 'WAITING', ended_at = 0, restarts = restarts + 1, cancel_asked = FALSE"
                        + " WHERE number = ?1 AND state IN ('INTERRUPTED', 'FAILED')",
                number);
    }

    /**
     * What a server had not ended when it stopped, or has not told of since: waits again, or after too often stays cut off.
     * What was to be cancelled ends here, since nobody would take it.
     */
    int cutOff(String node, long silentSince, long now) {
        String which = " WHERE state = 'RUNNING' AND (node = ?1 OR told_at < ?2)";
        int cancelled = update(
                "UPDATE audit_run SET state = 'CANCELLED', ended_at = ?3" + which + " AND cancel_asked = TRUE",
                node,
                silentSince,
                now);
        int stay = update(
                "UPDATE audit_run SET state = 'INTERRUPTED', ended_at = ?3" + which + " AND MOD(restarts, "
                        + (Audit.MOST_RESTARTS + 1) + ") = " + Audit.MOST_RESTARTS,
                node,
                silentSince,
                now);
        return cancelled
                + stay
                + update("UPDATE audit_run SET state = 'WAITING', restarts = restarts + 1" + which, node, silentSince);
    }

    Optional<Report> report(String number) {
        List<?> rows = query("SELECT report, report_text FROM audit_run WHERE number = ?1 AND state = 'DONE'", number)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Report(Packed.open((byte[]) row[0]), Packed.open((byte[]) row[1])))
                .findFirst();
    }

    /** Held until the transaction ends: nobody else appends the same. */
    List<Unlogged> unlogged() {
        List<?> rows = query("SELECT number, report FROM audit_run WHERE state = 'DONE' AND seq = -1 ORDER BY ended_at"
                        + " LIMIT 2 FOR UPDATE")
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Unlogged((String) row[0], Packed.open((byte[]) row[1])))
                .toList();
    }

    void logged(String number, Audit.Place place) {
        update("UPDATE audit_run SET log_id = ?2, seq = ?3 WHERE number = ?1", number, place.logId(), place.index());
    }

    private static String digest(AuditScope scope) {
        return Base64Url.encode(Sha256.of(scope.key().getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private List<Audit> audits(Query query) {
        List<?> rows = query.getResultList();
        List<Object[]> found = rows.stream().map(row -> (Object[]) row).toList();
        Map<String, List<Integer>> logs =
                logs(found.stream().map(row -> (String) row[0]).toList());
        return found.stream()
                .map(row -> of(row, logs.getOrDefault((String) row[0], List.of())))
                .toList();
    }

    private static Audit of(Object[] row, List<Integer> logs) {
        AuditScope scope = new AuditScope(
                logs,
                AuditSpan.valueOf((String) row[4]),
                AuditDepth.valueOf((String) row[5]),
                day((String) row[6]),
                day((String) row[7]));
        String verdict = (String) row[21];
        return new Audit(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                Role.valueOf((String) row[3]),
                scope,
                AuditState.valueOf((String) row[8]),
                new Work.Counts(number(row[9]), number(row[10])),
                new Work.Times(number(row[11]), number(row[12]), number(row[13])),
                (Boolean) row[14],
                (int) number(row[15]),
                number(row[16]),
                (String) row[17],
                (String) row[18],
                number(row[20]) < 0
                        ? Optional.empty()
                        : Optional.of(new Audit.Place((int) number(row[19]), number(row[20]))),
                verdict.isEmpty() ? Optional.empty() : Optional.of(AuditVerdict.valueOf(verdict)));
    }

    /** In their order, by number. */
    private Map<String, List<Integer>> logs(List<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        List<?> rows = query(
                        "SELECT number, log_id FROM audit_run_log WHERE number IN (" + places(numbers)
                                + ") ORDER BY number, log_id",
                        numbers.toArray())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .collect(Collectors.groupingBy(
                        row -> (String) row[0], Collectors.mapping(row -> (int) number(row[1]), Collectors.toList())));
    }

    /** Of a query's parameters, for as many as there are. */
    static String places(List<String> values) {
        return IntStream.rangeClosed(1, values.size()).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }

    private int update(String sql, Object... values) {
        return query(sql, values).executeUpdate();
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
