package org.tallystick.latesigning.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.latesigning.LateSignature.Standing;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.signing.OriginFlag;
import org.tallystick.signing.SigningMethod;

/** Late signatures: what they are, their statements, and their places in the ledger. */
@ApplicationScoped
class LateSignatureRepository {
    private static final String SELECT = "SELECT s.id, s.case_number, s.receipt, s.method, s.signed_at, s.flags,"
            + " s.logged_seq, s.erased_at, c.remedy, c.state FROM late_signature s"
            + " JOIN coverage_case c ON c.number = s.case_number";
    private static final long WAITS = -1;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A signature that is about to be stored. */
    record Fresh(LateSignature signature, String link, String acquirer, String subject, byte[] statement) {}

    /** A statement with its place in the ledger. @param place empty while it waits for it */
    record Stated(byte[] statement, int logId, Optional<Long> place) {}

    /** Something that waits for its ledger entry. */
    record Unlogged(String id, String acquirer, String subject, byte[] object) {}

    void add(Fresh fresh) {
        LateSignature signature = fresh.signature();
        query(
                        "INSERT INTO late_signature (id, link, case_number, receipt, acquirer, subject, method, signed_at, flags,"
                                + " statement, log_id, logged_seq, erased_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
                                + " 0, -1, 0)",
                        signature.id(),
                        fresh.link(),
                        signature.caseNumber(),
                        signature.receipt(),
                        fresh.acquirer(),
                        fresh.subject(),
                        signature.method().name(),
                        signature.time().toEpochMilli(),
                        OriginFlag.text(signature.flags()),
                        fresh.statement())
                .executeUpdate();
    }

    Optional<LateSignature> find(String id) {
        List<LateSignature> found = list(SELECT + " WHERE s.id = ?1", id);
        return found.isEmpty()
                ? Optional.empty()
                : ofReceipt(found.get(0).receipt()).stream()
                        .filter(signature -> signature.id().equals(id))
                        .findFirst();
    }

    Optional<LateSignature> ofLink(String link) {
        return list(SELECT + " WHERE s.link = ?1", link).stream().findFirst();
    }

    /** The newest first; only the newest can count. */
    List<LateSignature> ofReceipt(String receipt) {
        return newestFirst(list(SELECT + " WHERE s.receipt = ?1 ORDER BY s.signed_at DESC, s.id", receipt));
    }

    /** The same by case. */
    List<LateSignature> ofCase(String caseNumber) {
        return newestFirst(list(SELECT + " WHERE s.case_number = ?1 ORDER BY s.signed_at DESC, s.id", caseNumber));
    }

    Optional<Stated> stated(String id) {
        List<?> rows = query("SELECT statement, log_id, logged_seq FROM late_signature WHERE id = ?1", id)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Stated((byte[]) row[0], ((Number) row[1]).intValue(), place(row[2])))
                .findFirst();
    }

    /** Held until the transaction ends: nobody else appends the same. */
    List<Unlogged> unlogged(int most) {
        List<?> rows = query("SELECT id, acquirer, subject, statement FROM late_signature WHERE logged_seq = -1"
                        + " ORDER BY signed_at, id LIMIT " + most + " FOR UPDATE")
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Unlogged((String) row[0], (String) row[1], (String) row[2], (byte[]) row[3]))
                .toList();
    }

    void logged(String id, int logId, long place) {
        query("UPDATE late_signature SET log_id = ?1, logged_seq = ?2 WHERE id = ?3", logId, place, id)
                .executeUpdate();
    }

    void erased(String id, String acquirer, Instant now, LateErasure erasure) {
        query("UPDATE late_signature SET erased_at = ?1 WHERE id = ?2", now.toEpochMilli(), id)
                .executeUpdate();
        query(
                        "INSERT INTO late_erasure (id, signature, acquirer, erased_at, object, logged_seq)"
                                + " VALUES (?1, ?2, ?3, ?4, ?5, -1)",
                        erasure.id(),
                        id,
                        acquirer,
                        now.toEpochMilli(),
                        erasure.object())
                .executeUpdate();
    }

    /** In whose log a stored signature is. */
    String acquirer(String id) {
        return (String)
                query("SELECT acquirer FROM late_signature WHERE id = ?1", id).getSingleResult();
    }

    /** The same of erasures. */
    List<Unlogged> unloggedErasures(int most) {
        List<?> rows = query("SELECT id, acquirer, object FROM late_erasure WHERE logged_seq = -1"
                        + " ORDER BY erased_at, id LIMIT " + most + " FOR UPDATE")
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Unlogged((String) row[0], (String) row[1], LedgerEntry.NO_SUBJECT, (byte[]) row[2]))
                .toList();
    }

    /** Which of these erasures are recorded. */
    Set<String> erasures(List<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        String places =
                IntStream.rangeClosed(1, ids.size()).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
        List<?> rows = query("SELECT id FROM late_erasure WHERE id IN (" + places + ")", ids.toArray())
                .getResultList();
        return rows.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    void erasureLogged(String id, long place) {
        query("UPDATE late_erasure SET logged_seq = ?1 WHERE id = ?2", place, id)
                .executeUpdate();
    }

    private static List<LateSignature> newestFirst(List<LateSignature> found) {
        List<LateSignature> signatures = new ArrayList<>();
        for (LateSignature signature : found) {
            signatures.add(signatures.isEmpty() ? signature : signature.with(Standing.DOES_NOT_COUNT));
        }
        return signatures;
    }

    private List<LateSignature> list(String sql, Object... values) {
        List<?> rows = query(sql, values).getResultList();
        return rows.stream().map(row -> signature((Object[]) row)).toList();
    }

    private static LateSignature signature(Object[] row) {
        long erased = ((Number) row[7]).longValue();
        return new LateSignature(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                SigningMethod.valueOf((String) row[3]),
                Instant.ofEpochMilli(((Number) row[4]).longValue()),
                OriginFlag.parse((String) row[5]),
                standing((String) row[8], (String) row[9]),
                place(row[6]),
                erased == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(erased)));
    }

    private static Standing standing(String remedy, String state) {
        if (!remedy.equals("LATE_CARDHOLDER")) {
            return Standing.DOES_NOT_COUNT;
        }
        return switch (state) {
            case "VERIFIED", "CLOSED" -> Standing.COUNTS;
            case "REMEDIED" -> Standing.LOOKED_AT;
            default -> Standing.DOES_NOT_COUNT;
        };
    }

    private static Optional<Long> place(Object seq) {
        long place = ((Number) seq).longValue();
        return place == WAITS ? Optional.empty() : Optional.of(place);
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
