package org.tallystick.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tallystick.access.AuditRecord;
import org.tallystick.access.AuditSearch;

/** The audit trail's rows, its head, and what the ledger holds of it. */
@ApplicationScoped
class AuditRepository {
    private static final String COLUMNS =
            "SELECT seq, at, actor, role, remote, request_id, action, object, was, became, reason, hash FROM audit_record";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** The chain's end, and the last record that the ledger covers. */
    record Head(long seq, byte[] hash, long logged) {}

    /** The head, locked until the transaction ends: records are chained one by one. */
    Head lockHead() {
        List<?> rows = query("SELECT seq, hash, logged FROM audit_head WHERE id = 1 FOR UPDATE")
                .getResultList();
        if (rows.isEmpty()) {
            throw new IllegalStateException("the audit trail has no head: AccessStart makes it");
        }
        return head(rows.get(0));
    }

    Head head() {
        return head(
                query("SELECT seq, hash, logged FROM audit_head WHERE id = 1").getSingleResult());
    }

    void createHead() {
        if (query("SELECT seq FROM audit_head WHERE id = 1").getResultList().isEmpty()) {
            query(
                            "INSERT INTO audit_head (id, seq, hash, logged) VALUES (1, 0, ?1, 0)",
                            new byte[AuditRecord.HASH_LENGTH])
                    .executeUpdate();
        }
    }

    void add(AuditRecord r) {
        query(
                        "INSERT INTO audit_record (seq, at, actor, role, remote, request_id, action, object, was, became,"
                                + " reason, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                        r.seq(),
                        r.at(),
                        r.event().actor(),
                        r.event().role(),
                        r.event().remote(),
                        r.event().requestId(),
                        r.event().action(),
                        r.event().object(),
                        r.event().before(),
                        r.event().after(),
                        r.event().reason(),
                        r.hash())
                .executeUpdate();
        query("UPDATE audit_head SET seq = ?1, hash = ?2 WHERE id = 1", r.seq(), r.hash())
                .executeUpdate();
    }

    void anchor(String id, long seq, byte[] object) {
        query("INSERT INTO audit_anchor (id, seq, object) VALUES (?1, ?2, ?3)", id, seq, object)
                .executeUpdate();
    }

    void logged(long seq) {
        query("UPDATE audit_head SET logged = ?1 WHERE id = 1 AND logged < ?1", seq)
                .executeUpdate();
    }

    /** Records that fit, the newest first. */
    List<AuditRecord> find(AuditSearch search, int first, int count) {
        Query query = filtered(COLUMNS, search, " ORDER BY seq DESC");
        return records(query.setFirstResult(first).setMaxResults(count).getResultList())
                .toList();
    }

    long count(AuditSearch search) {
        return ((Number) filtered("SELECT COUNT(*) FROM audit_record", search, "")
                        .getSingleResult())
                .longValue();
    }

    /** Every record that fits in ascending order, without holding more than some in memory. */
    void each(AuditSearch search, Consumer<AuditRecord> reader) {
        long after = 0;
        List<AuditRecord> page;
        do {
            page = records(filtered(COLUMNS, search.after(after), " ORDER BY seq")
                            .setMaxResults(1_000)
                            .getResultList())
                    .toList();
            page.forEach(reader);
            after = page.isEmpty() ? after : page.get(page.size() - 1).seq();
        } while (page.size() == 1_000);
    }

    private Query filtered(String select, AuditSearch search, String order) {
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        condition(conditions, parameters, "actor = ?", search.actor());
        condition(
                conditions,
                parameters,
                "action LIKE ? ESCAPE '!'",
                search.action().isEmpty() ? "" : search.action() + "%");
        condition(conditions, parameters, "object = ?", search.object());
        condition(conditions, parameters, "at >= ?", search.from());
        condition(conditions, parameters, "at < ?", search.to());
        condition(conditions, parameters, "seq > ?", search.afterSeq());
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return query(select + where + order, parameters.toArray());
    }

    private static void condition(List<String> conditions, List<Object> parameters, String condition, Object value) {
        boolean asked =
                value instanceof Long number ? number > 0 : !value.toString().isEmpty();
        if (asked) {
            parameters.add(value);
            conditions.add(condition.replace("?", "?" + parameters.size()));
        }
    }

    private static Stream<AuditRecord> records(List<?> rows) {
        return rows.stream().map(row -> (Object[]) row).map(AuditRepository::of);
    }

    private static AuditRecord of(Object[] row) {
        String[] texts = new String[9];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = (String) row[i + 2];
        }
        return AuditRecord.stored(number(row[0]), number(row[1]), texts, (byte[]) row[11]);
    }

    private static Head head(Object row) {
        Object[] columns = (Object[]) row;
        return new Head(number(columns[0]), (byte[]) columns[1], number(columns[2]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private Query query(String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
