package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tallystick.auditing.AuditState;

/** Counts rows of runs. */
@ApplicationScoped
class AuditCountRepository {
    @PersistenceContext
    private EntityManager em;

    Map<AuditState, Long> byState() {
        Map<AuditState, Long> counts = new EnumMap<>(AuditState.class);
        for (AuditState state : AuditState.values()) {
            counts.put(state, 0L);
        }
        List<?> rows = em.createNativeQuery("SELECT state, COUNT(*) FROM audit_run GROUP BY state")
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            counts.put(AuditState.valueOf((String) columns[0]), ((Number) columns[1]).longValue());
        }
        return counts;
    }
}
