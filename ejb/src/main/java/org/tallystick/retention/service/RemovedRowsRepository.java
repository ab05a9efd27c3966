package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.signing.service.RemovedReceiptRepository;

/**
 * Deletes receipts of a removed log, some in each transaction, with everything that hangs on them, whosever capability it is: one list, in the
 * order of foreign keys. What counts and what was decided (daily figures, settlements, the audit trail, records of erasures, a terminal's
 * counters) stays.
 */
@ApplicationScoped
@PermitAll
public class RemovedRowsRepository {
    private static final int MOST = 100;
    private static final String NUMBERS = "(:numbers)";
    private static final String CASES = "(SELECT v.number FROM coverage_case v WHERE v.receipt IN " + NUMBERS
            + " AND NOT " + RemovalHolds.YOUNG + ")";
    private static final String COMPLAINTS = "(SELECT number FROM complaint WHERE receipt IN " + NUMBERS + ")";
    private static final String SIGNATURES = "(SELECT id FROM late_signature WHERE case_number IN " + CASES + ")";
    private static final String CODES = "(SELECT code FROM receipt WHERE number IN " + NUMBERS + ")";

    /** Cases that hold nothing any more, after what refers to them. */
    private static final List<String> OF_CASES = List.of(
            "DELETE FROM notice WHERE subject IN (SELECT CONCAT('case/', number) FROM coverage_case WHERE number IN "
                    + CASES + ")",
            "DELETE FROM late_key WHERE signature IN " + SIGNATURES,
            "DELETE FROM late_part WHERE signature IN " + SIGNATURES,
            "DELETE FROM late_erasure WHERE signature IN " + SIGNATURES,
            "DELETE FROM late_signature WHERE case_number IN " + CASES,
            "DELETE FROM late_link WHERE case_number IN " + CASES,
            "DELETE FROM coverage_step WHERE case_number IN " + CASES,
            "DELETE FROM coverage_file WHERE case_number IN " + CASES,
            "DELETE FROM coverage_case WHERE number IN " + CASES);

    /** Receipts, after what refers to them. */
    private static final List<String> OF_RECEIPTS = List.of(
            "DELETE FROM notice WHERE subject IN (SELECT CONCAT('receipt/', number) FROM receipt WHERE number IN "
                    + NUMBERS + ")",
            "DELETE FROM receipt_coverage WHERE (log_id, seq) IN (SELECT log_id, seq FROM receipt WHERE number IN "
                    + NUMBERS + ")",
            "DELETE FROM receipt_lack WHERE number IN " + NUMBERS,
            "DELETE FROM signature_image WHERE number IN " + NUMBERS,
            "DELETE FROM complaint_statement WHERE complaint IN " + COMPLAINTS,
            "DELETE FROM complaint WHERE receipt IN " + NUMBERS,
            "DELETE FROM settlement_missing WHERE EXISTS (SELECT 1 FROM receipt r WHERE r.terminal_no ="
                    + " settlement_missing.terminal_no AND r.series = settlement_missing.series AND r.counter ="
                    + " settlement_missing.counter AND r.number IN " + NUMBERS + ")",
            "DELETE FROM receipt_follower WHERE code IN " + CODES,
            "DELETE FROM kept_receipt WHERE code IN " + CODES,
            "DELETE FROM retention_wait WHERE receipt IN " + NUMBERS,
            "DELETE FROM receipt_part WHERE number IN " + NUMBERS,
            "DELETE FROM receipt_key WHERE number IN " + NUMBERS,
            "DELETE FROM receipt WHERE number IN " + NUMBERS);

    static final List<String> HANGING =
            Stream.concat(OF_CASES.stream(), OF_RECEIPTS.stream()).toList();

    /** What is kept of a receipt. */
    private static final String KEPT =
            "number, terminal_no, series, counter, claim, active, verified, status, payload_digest, digest, previous, arrival,"
                    + " log_id, seq";

    private static final List<String> BESIDE =
            List.of("DELETE FROM bill_conflict WHERE log_id = ?1", "DELETE FROM gap_record WHERE log_id = ?1");

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    private final Clock clock;

    /** What came of a piece. */
    public enum Step {
        MORE,
        /** What is left is about something open, or about a sale that is kept. */
        HELD,
        DONE
    }

    @Inject
    RemovedRowsRepository(Clock clock) {
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RemovedRowsRepository() {
        this(null);
    }

    /**
     * Deletes the next receipts of a removed log that nothing holds; at last what stands beside them.
     *
     * @param keepDays how long a case is kept after its last change
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Step next(int logId, int keepDays) {
        // One server at a time: what another one deletes meanwhile must not look like the end.
        em.createNativeQuery("SELECT log_id FROM removal_turn WHERE log_id = ?1 FOR UPDATE")
                .setParameter(1, logId)
                .getResultList();
        long before = clock.instant().minus(Duration.ofDays(keepDays)).toEpochMilli();
        List<Object[]> receipts = free(logId, before);
        if (receipts.isEmpty()) {
            return end(logId, before);
        }
        List<String> numbers = numbers(receipts);
        OF_CASES.forEach(sql -> delete(RemovalHolds.at(before, sql), numbers));
        // A case that was opened meanwhile keeps its receipt.
        Set<String> kept =
                Set.copyOf(strings(among("SELECT receipt FROM coverage_case WHERE receipt IN " + NUMBERS, numbers)));
        List<Object[]> gone =
                receipts.stream().filter(row -> !kept.contains((String) row[0])).toList();
        if (!gone.isEmpty()) {
            gone.forEach(row -> keepDigests((String) row[0], (String) row[1]));
            OF_RECEIPTS.forEach(sql -> delete(sql, numbers(gone)));
        }
        return Step.MORE;
    }

    private static List<String> numbers(List<Object[]> receipts) {
        return receipts.stream().map(row -> (String) row[0]).toList();
    }

    /**
     * Receipts that nothing holds. A complaint that begins to until the transaction ends refers to its receipt's row, and so waits for the lock
     * of it, and then fails; a case that is there is not opened again meanwhile.
     */
    private List<Object[]> free(int logId, long before) {
        String held = RemovalHolds.at(before, RemovalHolds.OF_RECEIPT);
        String sql =
                "SELECT r.number FROM receipt r WHERE r.log_id = ?1 AND NOT " + held + " ORDER BY r.seq LIMIT " + MOST;
        List<String> numbers = strings(em.createNativeQuery(sql).setParameter(1, logId));
        if (numbers.isEmpty()) {
            return List.of();
        }
        among("SELECT number FROM receipt WHERE number IN " + NUMBERS + " ORDER BY number FOR UPDATE", numbers)
                .getResultList();
        among("SELECT number FROM coverage_case WHERE receipt IN " + NUMBERS + " ORDER BY number FOR UPDATE", numbers)
                .getResultList();
        List<?> found = among(
                        "SELECT r.number, r.code FROM receipt r WHERE r.number IN " + NUMBERS + " AND NOT " + held,
                        numbers)
                .getResultList();
        return found.stream().map(row -> (Object[]) row).toList();
    }

    private Step end(int logId, long before) {
        Query left = em.createNativeQuery("SELECT number FROM receipt WHERE log_id = ?1")
                .setParameter(1, logId)
                .setMaxResults(1);
        Query holes = em.createNativeQuery(RemovalHolds.at(before, RemovalHolds.HOLES))
                .setParameter(1, logId)
                .setMaxResults(1);
        if (!left.getResultList().isEmpty() || !holes.getResultList().isEmpty()) {
            return Step.HELD;
        }
        BESIDE.forEach(sql -> em.createNativeQuery(sql).setParameter(1, logId).executeUpdate());
        // Kept sums of days count what is gone now; whoever asks sums again.
        em.createNativeQuery("DELETE FROM merchant_day").executeUpdate();
        return Step.DONE;
    }

    private static List<String> strings(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    private void keepDigests(String number, @Nullable String code) {
        if (code == null) {
            em.createNativeQuery("INSERT INTO removed_receipt (" + KEPT + ") SELECT " + KEPT
                            + " FROM receipt WHERE number = ?1")
                    .setParameter(1, number)
                    .executeUpdate();
        } else {
            em.createNativeQuery("INSERT INTO removed_receipt (" + KEPT + ", code_digest) SELECT " + KEPT
                            + ", CAST(?2 AS BYTEA) FROM receipt WHERE number = ?1")
                    .setParameter(1, number)
                    .setParameter(2, RemovedReceiptRepository.digestOf(code))
                    .executeUpdate();
        }
    }

    private void delete(String sql, List<String> numbers) {
        among(sql, numbers).executeUpdate();
    }

    private Query among(String sql, List<String> numbers) {
        String places = IntStream.rangeClosed(1, numbers.size())
                .mapToObj(i -> "?" + i)
                .collect(Collectors.joining(", ", "(", ")"));
        Query query = em.createNativeQuery(sql.replace(NUMBERS, places));
        for (int i = 0; i < numbers.size(); i++) {
            query.setParameter(i + 1, numbers.get(i));
        }
        return query;
    }
}
