package org.tallystick.operation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tallystick.operation.Institution;
import org.tallystick.operation.MerchantPage;
import org.tallystick.operation.ServedMerchant;

/** Acquirers and merchants with their numbers. */
@ApplicationScoped
class InstitutionRepository {
    private static final String OF_TERMINALS =
            " FROM terminal t JOIN store s ON s.id = t.store_id JOIN merchant m ON m.merchant_no = s.merchant_no";
    /** ?1 now, ?2 in 30 days. */
    private static final String EXPIRING = " JOIN terminal_certificate c ON c.terminal_no = t.terminal_no"
            + " WHERE c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.not_after > ?1 AND c.not_after <= ?2";

    private static final String MERCHANTS = " FROM merchant m JOIN acquirer a ON a.code = m.acquirer_code";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** By code. */
    List<Institution> institutions(Instant now, LocalDate since) {
        Map<String, Long> merchants =
                counts("SELECT m.acquirer_code, COUNT(*) FROM merchant m GROUP BY m.acquirer_code");
        Map<String, Long> terminals =
                counts("SELECT m.acquirer_code, COUNT(*)" + OF_TERMINALS + " GROUP BY m.acquirer_code");
        Map<String, Long> receipts = counts(
                "SELECT d.acquirer, SUM(d.receipts) FROM daily_count d WHERE d.sale_date >= ?1 GROUP BY d.acquirer",
                since);
        Map<String, Long> expiring = counts(
                "SELECT m.acquirer_code, COUNT(*)" + OF_TERMINALS + EXPIRING + " GROUP BY m.acquirer_code",
                at(now),
                soon(now));
        Map<String, List<String>> regions = regions();
        return rows("SELECT code, name_zh, name_en FROM acquirer ORDER BY code").stream()
                .map(row -> new Institution(
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        regions.getOrDefault((String) row[0], List.of()),
                        merchants.getOrDefault((String) row[0], 0L),
                        terminals.getOrDefault((String) row[0], 0L),
                        receipts.getOrDefault((String) row[0], 0L),
                        expiring.getOrDefault((String) row[0], 0L)))
                .toList();
    }

    /** Numbers of acquirers and of merchants. */
    long[] sizes() {
        return new long[] {
            number(query("SELECT COUNT(*) FROM acquirer").getSingleResult()),
            number(query("SELECT COUNT(*) FROM merchant").getSingleResult())
        };
    }

    /** @param page from 1 */
    MerchantPage merchants(String text, String institution, int page, Instant now) {
        String where = " WHERE (?1 = '' OR m.acquirer_code = ?1) AND (LOWER(m.name_zh) LIKE ?2 ESCAPE '!'"
                + " OR LOWER(m.name_en) LIKE ?2 ESCAPE '!' OR LOWER(m.city) LIKE ?2 ESCAPE '!'"
                + " OR LOWER(m.merchant_no) LIKE ?2 ESCAPE '!')";
        String like = "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        long total = number(
                query("SELECT COUNT(*)" + MERCHANTS + where, institution, like).getSingleResult());
        Query query = query(
                "SELECT m.merchant_no, m.name_zh, m.name_en, m.city, m.region, m.mcc, a.code, a.name_zh, a.name_en"
                        + MERCHANTS + where + " ORDER BY m.merchant_no",
                institution,
                like);
        List<?> found = query.setFirstResult((page - 1) * MerchantPage.ROWS)
                .setMaxResults(MerchantPage.ROWS)
                .getResultList();
        return new MerchantPage(
                found.stream().map(row -> merchant((Object[]) row, now)).toList(), total, page);
    }

    /** A page has few rows: two counts for each are cheaper than joining all terminals. */
    private ServedMerchant merchant(Object[] row, Instant now) {
        String no = (String) row[0];
        long terminals = number(query("SELECT COUNT(*)" + OF_TERMINALS + " WHERE m.merchant_no = ?1", no)
                .getSingleResult());
        long expiring = number(
                query("SELECT COUNT(*)" + OF_TERMINALS + EXPIRING + " AND m.merchant_no = ?3", at(now), soon(now), no)
                        .getSingleResult());
        return new ServedMerchant(
                no,
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                terminals,
                expiring);
    }

    /** When the newest receipt of an acquirer came; empty if there is none. */
    Optional<Instant> newest(String institution) {
        Object newest = query(
                        "SELECT MAX(n.arrival) FROM (SELECT (SELECT r.arrival FROM receipt r WHERE r.log_id = l.log_id"
                                + " ORDER BY r.log_id DESC, r.seq DESC LIMIT 1) AS arrival FROM ledger_log l WHERE l.acquirer = ?1) n",
                        institution)
                .getSingleResult();
        return Optional.ofNullable(newest).map(value -> Instant.ofEpochMilli(number(value)));
    }

    private Map<String, List<String>> regions() {
        Map<String, List<String>> regions = new HashMap<>();
        rows("SELECT DISTINCT m.acquirer_code, m.region FROM merchant m ORDER BY m.acquirer_code, m.region")
                .forEach(row -> regions.computeIfAbsent((String) row[0], code -> new ArrayList<>())
                        .add((String) row[1]));
        return regions;
    }

    private Map<String, Long> counts(String sql, Object... parameters) {
        Map<String, Long> counts = new HashMap<>();
        rows(sql, parameters).forEach(row -> counts.put((String) row[0], number(row[1])));
        return counts;
    }

    private List<Object[]> rows(String sql, Object... parameters) {
        List<?> rows = query(sql, parameters).getResultList();
        return rows.stream().map(row -> (Object[]) row).toList();
    }

    private Query query(String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime soon(Instant now) {
        return at(now).plusDays(30);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
