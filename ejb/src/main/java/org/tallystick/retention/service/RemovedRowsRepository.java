package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final String CASES = "(SELECT number FROM coverage_case WHERE receipt IN " + NUMBERS + ")";
    private static final String COMPLAINTS = "(SELECT number FROM complaint WHERE receipt IN " + NUMBERS + ")";
    private static final String SIGNATURES = "(SELECT id FROM late_signature WHERE case_number IN " + CASES + ")";
    private static final String CODES = "(SELECT code FROM receipt WHERE number IN " + NUMBERS + ")";

    /** Before what they refer to. */
    static final List<String> HANGING = List.of(
            "DELETE FROM notice WHERE subject IN (SELECT CONCAT('receipt/', number) FROM receipt WHERE number IN "
                    + NUMBERS + ")",
            "DELETE FROM notice WHERE subject IN (SELECT CONCAT('case/', number) FROM coverage_case WHERE receipt IN "
                    + NUMBERS + ")",
            "DELETE FROM late_key WHERE signature IN " + SIGNATURES,
            "DELETE FROM late_part WHERE signature IN " + SIGNATURES,
            "DELETE FROM late_erasure WHERE signature IN " + SIGNATURES,
            "DELETE FROM late_signature WHERE case_number IN " + CASES,
            "DELETE FROM late_link WHERE case_number IN " + CASES,
            "DELETE FROM coverage_step WHERE case_number IN " + CASES,
            "DELETE FROM coverage_file WHERE case_number IN " + CASES,
            "DELETE FROM coverage_case WHERE receipt IN " + NUMBERS,
            "DELETE FROM receipt_coverage WHERE number IN " + NUMBERS,
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

    /** What is kept of a receipt. */
    private static final String KEPT =
            "number, terminal_no, series, counter, claim, active, verified, status, payload_digest, digest, log_id, seq";

    private static final List<String> BESIDE =
            List.of("DELETE FROM bill_conflict WHERE log_id = ?1", "DELETE FROM gap_record WHERE log_id = ?1");

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Deletes the next receipts of a removed log; at last what stands beside them. @return whether there may be more */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean next(int logId) {
        // One server at a time: what another one deletes meanwhile must not look like the end.
        em.createNativeQuery("SELECT log_id FROM ledger_removal WHERE log_id = ?1 FOR UPDATE")
                .setParameter(1, logId)
                .getResultList();
        List<?> found = em.createNativeQuery(
                        "SELECT number, code FROM receipt WHERE log_id = ?1 ORDER BY seq LIMIT " + MOST)
                .setParameter(1, logId)
                .getResultList();
        List<Object[]> receipts = found.stream().map(row -> (Object[]) row).toList();
        if (receipts.isEmpty()) {
            BESIDE.forEach(
                    sql -> em.createNativeQuery(sql).setParameter(1, logId).executeUpdate());
            return false;
        }
        receipts.forEach(row -> keepDigests((String) row[0], (String) row[1]));
        List<String> numbers = receipts.stream().map(row -> (String) row[0]).toList();
        HANGING.forEach(sql -> delete(sql, numbers));
        return true;
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
        String places = IntStream.rangeClosed(1, numbers.size())
                .mapToObj(i -> "?" + i)
                .collect(Collectors.joining(", ", "(", ")"));
        Query query = em.createNativeQuery(sql.replace(NUMBERS, places));
        for (int i = 0; i < numbers.size(); i++) {
            query.setParameter(i + 1, numbers.get(i));
        }
        query.executeUpdate();
    }
}
