package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;

/** What the pages about certificates ask; every question names the institution, or none for the operator. */
@ApplicationScoped
class CertificateDeskRepository {
    private static final String FROM = " FROM TerminalCertificate c WHERE c.deliveredAt IS NOT NULL";
    private static final String LIVE = " AND c.revokedAt IS NULL AND c.suspendedAt IS NULL";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** @param text beginning of a number, or a whole thumbprint; empty: all */
    record Search(Optional<String> acquirer, String text, String state, Instant now) {}

    List<TerminalCertificate> find(Search search, int first, int most) {
        return query("SELECT c", search, " ORDER BY c.notAfter, c.thumbprint", TerminalCertificate.class)
                .setFirstResult(first)
                .setMaxResults(most)
                .getResultList();
    }

    long count(Search search) {
        return query("SELECT COUNT(c)", search, "", Long.class).getSingleResult();
    }

    Optional<Terminal> terminal(Optional<String> acquirer, String terminalNo) {
        return Optional.ofNullable(em.find(Terminal.class, terminalNo)).filter(terminal -> acquirer.filter(code ->
                        !code.equals(terminal.store().merchant().acquirer().code()))
                .isEmpty());
    }

    private <T> TypedQuery<T> query(String select, Search search, String order, Class<T> type) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder jpql = new StringBuilder(select).append(FROM);
        search.acquirer().ifPresent(code -> {
            jpql.append(" AND c.terminal.store.merchant.acquirer.code = :acquirer");
            parameters.put("acquirer", code);
        });
        if (!search.text().isEmpty()) {
            jpql.append(" AND (c.terminal.terminalNo LIKE :text ESCAPE '!'"
                    + " OR c.terminal.store.merchant.merchantNo LIKE :text ESCAPE '!' OR c.thumbprint = :whole)");
            parameters.put("text", search.text().replaceAll("([!%_])", "!$1") + "%");
            parameters.put("whole", search.text());
        }
        condition(search, jpql, parameters);
        TypedQuery<T> query = em.createQuery(jpql + order, type);
        parameters.forEach(query::setParameter);
        return query;
    }

    private static void condition(Search search, StringBuilder jpql, Map<String, Object> parameters) {
        Instant soon = search.now().plus(30, ChronoUnit.DAYS);
        switch (search.state()) {
            case "ACTIVE" -> {
                jpql.append(LIVE).append(" AND c.notAfter > :soon");
                parameters.put("soon", soon);
            }
            case "EXPIRING" -> {
                jpql.append(LIVE).append(" AND c.notAfter > :now AND c.notAfter <= :soon");
                parameters.put("now", search.now());
                parameters.put("soon", soon);
            }
            case "SUSPENDED" -> jpql.append(" AND c.revokedAt IS NULL AND c.suspendedAt IS NOT NULL");
            case "REVOKED" -> jpql.append(" AND c.revokedAt IS NOT NULL");
            case "EXPIRED" -> {
                jpql.append(LIVE).append(" AND c.notAfter <= :now");
                parameters.put("now", search.now());
            }
            default -> {
                // All states.
            }
        }
    }
}
