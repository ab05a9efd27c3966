package org.tallystick.retention.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.retention.ErasureGround;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.service.Erasures.Erased;

/** Keys and parts of receipts as far as they are deleted, and what is kept of it. */
@ApplicationScoped
class ErasureRepository {
    /** Of complaints and of cases: what holds an erasure up. */
    static final String OPEN_COMPLAINT = "state <> 'CLOSED'";

    static final String OPEN_CASE = "state NOT IN ('CLOSED', 'UNREMEDIABLE')";

    private static final String COUNTER =
            "(SELECT number FROM receipt WHERE terminal_no = ?1 AND series = ?2 AND counter = ?3)";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A receipt, and whose it is. @param place terminal, series and counter, shared by all receipts of one bill's counter */
    record Target(String number, String acquirer, String merchantNo, String region, Object[] place) {}

    /** What is stored of an erasure. */
    record Fresh(
            String id,
            Kind kind,
            String subject,
            Target target,
            ErasureGround ground,
            String by,
            String reason,
            Instant at,
            byte[] object) {}

    /** An erasure that waits for the ledger. */
    record Unlogged(String id, String acquirer, byte[] object) {}

    Optional<Target> find(String number) {
        List<?> rows = query(
                        "SELECT r.number, r.acquirer, r.merchant_no, m.region, r.terminal_no, r.series, r.counter FROM receipt r"
                                + " JOIN merchant m ON m.merchant_no = r.merchant_no WHERE r.number = ?1",
                        number)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row ->
                        new Target((String) row[0], (String) row[1], (String) row[2], (String) row[3], new Object[] {
                            row[4], row[5], row[6]
                        }))
                .findFirst();
    }

    /** Whether a complaint or a case about a receipt of the counter is open; it may need what is to be erased. */
    boolean isHeld(Target target) {
        return !query(
                        "SELECT number FROM complaint WHERE receipt IN " + COUNTER
                                + " AND " + OPEN_COMPLAINT
                                + " UNION ALL SELECT number FROM coverage_case WHERE receipt IN " + COUNTER + " AND "
                                + OPEN_CASE,
                        target.place())
                .getResultList()
                .isEmpty();
    }

    /** All receipts of the counter. */
    List<String> numbers(Target target) {
        List<?> rows = query(
                        "SELECT number FROM receipt WHERE number IN " + COUNTER + " ORDER BY number", target.place())
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    /** Destroys the keys of all receipts of the counter, and what they open. @return whether there was something to erase */
    boolean erase(Target target) {
        int keys = query("DELETE FROM receipt_key WHERE number IN " + COUNTER, target.place())
                .executeUpdate();
        query("DELETE FROM receipt_part WHERE number IN " + COUNTER, target.place())
                .executeUpdate();
        return keys > 0;
    }

    /** Empties a complaint. @return whether there was something to erase */
    boolean eraseComplaint(String number) {
        int reached = query("UPDATE complaint SET contact = '' WHERE number = ?1 AND contact <> ''", number)
                .executeUpdate();
        int words = query("UPDATE complaint_statement SET words = '' WHERE complaint = ?1 AND words <> ''", number)
                .executeUpdate();
        return reached + words > 0;
    }

    /** The receipt that a complaint is about. */
    Optional<Target> ofComplaint(String number) {
        List<?> rows =
                query("SELECT receipt FROM complaint WHERE number = ?1", number).getResultList();
        return rows.stream().map(String.class::cast).findFirst().flatMap(this::find);
    }

    /** Which of these are carried out. */
    Set<String> known(List<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        String places =
                IntStream.rangeClosed(1, ids.size()).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
        List<?> rows = query("SELECT id FROM erasure WHERE id IN (" + places + ")", ids.toArray())
                .getResultList();
        return rows.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    void add(Fresh fresh, boolean again) {
        query(
                        "INSERT INTO erasure (id, receipt, acquirer, merchant_no, ground, ordered_by, reason, erased_at, again,"
                                + " object, kind, subject, logged_seq)"
                                + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, -1)",
                        fresh.id(),
                        fresh.target().number(),
                        fresh.target().acquirer(),
                        fresh.target().merchantNo(),
                        fresh.ground().name(),
                        fresh.by(),
                        fresh.reason(),
                        fresh.at().toEpochMilli(),
                        again,
                        fresh.object(),
                        fresh.kind().name(),
                        fresh.subject())
                .executeUpdate();
        em.flush();
    }

    /** The newest first. @param acquirer whose; empty: all. @param region of the merchants; empty: any */
    List<Erased> list(String acquirer, String region, int most) {
        List<?> rows = query(
                        "SELECT e.receipt, e.merchant_no, e.ground, e.ordered_by, e.reason, e.erased_at, e.again, e.logged_seq,"
                                + " e.kind, e.subject, l.shard"
                                + " FROM erasure e JOIN merchant m ON m.merchant_no = e.merchant_no"
                                + " LEFT JOIN ledger_log l ON l.log_id = e.logged_log"
                                + " WHERE (?1 = '' OR e.acquirer = ?1) AND (?2 = '' OR m.region = ?2)"
                                + " ORDER BY e.erased_at DESC, e.id LIMIT " + most,
                        acquirer,
                        region)
                .getResultList();
        return rows.stream().map(row -> erased((Object[]) row)).toList();
    }

    /** Whose entry is not in the ledger yet. */
    long waiting() {
        return ((Number) query("SELECT COUNT(*) FROM erasure WHERE logged_seq = -1")
                        .getSingleResult())
                .longValue();
    }

    /** Held until the transaction ends: nobody else appends the same. */
    List<Unlogged> unlogged(int most) {
        List<?> rows = query(
                        "SELECT id, acquirer, object FROM erasure WHERE logged_seq = -1 ORDER BY erased_at, id LIMIT "
                                + most + " FOR UPDATE")
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Unlogged((String) row[0], (String) row[1], (byte[]) row[2]))
                .toList();
    }

    void logged(String id, int logId, long place) {
        query("UPDATE erasure SET logged_log = ?2, logged_seq = ?3 WHERE id = ?1", id, logId, place)
                .executeUpdate();
    }

    private static Erased erased(Object[] row) {
        long place = ((Number) row[7]).longValue();
        return new Erased(
                (String) row[0],
                (String) row[1],
                ErasureGround.valueOf((String) row[2]),
                (String) row[3],
                (String) row[4],
                Instant.ofEpochMilli(((Number) row[5]).longValue()),
                (Boolean) row[6],
                place < 0 ? Optional.empty() : Optional.of(place),
                row[10] == null ? "" : (String) row[10],
                Kind.valueOf((String) row[8]),
                (String) row[9]);
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
