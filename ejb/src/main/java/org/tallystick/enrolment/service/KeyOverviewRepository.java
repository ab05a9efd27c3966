package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts terminals' certificates. */
@ApplicationScoped
class KeyOverviewRepository {
    private static final String LIVE = "c.revokedAt IS NULL AND c.suspendedAt IS NULL AND c.deliveredAt IS NOT NULL";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    Map<String, Long> byState(Instant now) {
        Instant soon = now.plus(30, ChronoUnit.DAYS);
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("ACTIVE", count(LIVE + " AND c.notAfter > ?1", soon));
        counts.put("EXPIRING", count(LIVE + " AND c.notAfter > ?1 AND c.notAfter <= ?2", now, soon));
        counts.put("SUSPENDED", count("c.revokedAt IS NULL AND c.suspendedAt IS NOT NULL"));
        counts.put("REVOKED", count("c.revokedAt IS NOT NULL"));
        counts.put("EXPIRED", count(LIVE + " AND c.notAfter <= ?1", now));
        return counts;
    }

    private long count(String condition, Instant... times) {
        TypedQuery<Long> query =
                em.createQuery("SELECT COUNT(c) FROM TerminalCertificate c WHERE " + condition, Long.class);
        for (int i = 0; i < times.length; i++) {
            query.setParameter(i + 1, times[i]);
        }
        return query.getSingleResult();
    }
}
