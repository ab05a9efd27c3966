package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.service.LedgerLog;

/** What a run has looked at in each of its logs, and what it found there. */
@ApplicationScoped
class AuditedLogRepository {
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_NOTES = 4_000;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    void add(String number, int logId) {
        update(
                "INSERT INTO audit_run_log (number, log_id, done, checkpoint, size, seen_before, checked, tiles, entries,"
                        + " receipts, absent, grown_from, grown_hashes, grown_holds, notes, memory)"
                        + " VALUES (?1, ?2, FALSE, '', 0, 0, 0, 0, 0, 0, 0, -1, 0, FALSE, '', ?3)",
                number,
                logId,
                new byte[0]);
    }

    List<AuditedLog> of(String number) {
        List<?> rows = query(
                        "SELECT r.log_id, l.origin, l.acquirer, l.shard, l.verifier_key, r.done, r.checkpoint, r.size,"
                                + " r.seen_before, r.checked, r.tiles, r.entries, r.receipts, r.absent, r.grown_from,"
                                + " r.grown_hashes, r.grown_holds, r.notes FROM audit_run_log r"
                                + " JOIN ledger_log l ON l.log_id = r.log_id WHERE r.number = ?1 ORDER BY r.log_id",
                        number)
                .getResultList();
        return rows.stream().map(row -> log((Object[]) row)).toList();
    }

    /** Everything but the memory. */
    void keep(String number, AuditedLog log) {
        AuditedLog.Counts counts = log.counts();
        String notes = String.join("\n", log.notes());
        update(
                "UPDATE audit_run_log SET done = ?3, checkpoint = ?4, size = ?5, seen_before = ?6, checked = ?7, tiles = ?8,"
                        + " entries = ?9, receipts = ?10, absent = ?11, grown_from = ?12, grown_hashes = ?13,"
                        + " grown_holds = ?14, notes = ?15 WHERE number = ?1 AND log_id = ?2",
                number,
                log.id(),
                log.done(),
                log.checkpoint(),
                counts.size(),
                counts.before(),
                counts.checked(),
                counts.tiles(),
                counts.entries(),
                counts.receipts(),
                counts.absent(),
                log.growth().map(AuditedLog.Growth::size).orElse(-1L),
                log.growth().map(AuditedLog.Growth::hashes).orElse(0),
                log.growth().map(AuditedLog.Growth::consistent).orElse(false),
                notes.substring(0, Math.min(MOST_NOTES, notes.length())));
    }

    /** @param packed what the audit can go on from */
    void remember(String number, int logId, byte[] packed) {
        update("UPDATE audit_run_log SET memory = ?3 WHERE number = ?1 AND log_id = ?2", number, logId, packed);
    }

    Optional<byte[]> memory(String number, int logId) {
        List<?> rows = query("SELECT memory FROM audit_run_log WHERE number = ?1 AND log_id = ?2", number, logId)
                .getResultList();
        return rows.stream()
                .map(byte[].class::cast)
                .findFirst()
                .filter(bytes -> bytes.length > 0)
                .map(Packed::open);
    }

    /** In the order they were found. */
    List<LoggedFinding> findings(String number) {
        List<?> rows = query(
                        "SELECT log_id, severity, code, seq, text, entry_kind, entry_id, terminal FROM audit_finding"
                                + " WHERE number = ?1 ORDER BY log_id, position",
                        number)
                .getResultList();
        return rows.stream().map(row -> finding((Object[]) row)).toList();
    }

    /** How many there are of each severity that there is one of, by number. */
    Map<String, Map<AuditFinding.Severity, Long>> counts(List<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        List<?> rows = query(
                        "SELECT number, severity, COUNT(*) FROM audit_finding WHERE number IN ("
                                + AuditRepository.places(numbers) + ") GROUP BY number, severity",
                        numbers.toArray())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .collect(Collectors.groupingBy(
                        row -> (String) row[0],
                        Collectors.toMap(
                                row -> AuditFinding.Severity.valueOf((String) row[1]), row -> number(row[2]))));
    }

    /** Before a log's audit begins or goes on: what it found so far, it tells again. */
    void forget(String number, int logId) {
        update("DELETE FROM audit_finding WHERE number = ?1 AND log_id = ?2", number, logId);
    }

    void add(String number, int position, LoggedFinding found) {
        update(
                "INSERT INTO audit_finding (number, log_id, position, severity, code, seq, text, entry_kind, entry_id,"
                        + " terminal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                number,
                found.logId(),
                position,
                found.severity().name(),
                found.code().name(),
                found.index().orElse(-1),
                found.text().substring(0, Math.min(MOST_TEXT, found.text().length())),
                found.entryKind(),
                found.entryId(),
                found.terminal());
    }

    private static AuditedLog log(Object[] row) {
        LedgerLog log =
                new LedgerLog((int) number(row[0]), (String) row[1], (String) row[2], (String) row[3], (String) row[4]);
        String notes = (String) row[17];
        return new AuditedLog(
                log.id(),
                log.origin(),
                log.prefix(),
                log.verifierKey(),
                (Boolean) row[5],
                (String) row[6],
                new AuditedLog.Counts(
                        number(row[7]),
                        number(row[8]),
                        number(row[9]),
                        number(row[10]),
                        number(row[11]),
                        number(row[12]),
                        number(row[13])),
                number(row[14]) < 0
                        ? Optional.empty()
                        : Optional.of(new AuditedLog.Growth(number(row[14]), (int) number(row[15]), (Boolean) row[16])),
                notes.isEmpty() ? List.of() : List.of(notes.split("\n")));
    }

    private static LoggedFinding finding(Object[] row) {
        long index = number(row[3]);
        AuditFinding finding = new AuditFinding(
                AuditFinding.Severity.valueOf((String) row[1]),
                AuditFinding.Code.valueOf((String) row[2]),
                index < 0 ? OptionalLong.empty() : OptionalLong.of(index),
                (String) row[4]);
        return new LoggedFinding((int) number(row[0]), finding, (String) row[5], (String) row[6], (String) row[7]);
    }

    private int update(String sql, Object... values) {
        return query(sql, values).executeUpdate();
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        List<Object> all = new ArrayList<>(List.of(values));
        for (int i = 0; i < all.size(); i++) {
            query.setParameter(i + 1, all.get(i));
        }
        return query;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
