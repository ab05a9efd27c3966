package org.tallystick.onboarding.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Date;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tallystick.onboarding.ApplicantKind;
import org.tallystick.onboarding.OnboardingPolicy;

/** What institutions ask of applicants. */
@ApplicationScoped
class PolicyRepository {
    /** Stands for every institution. */
    private static final String DEFAULT = "*";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** An institution's policies by kind: its own where it has one, else the default. */
    Map<ApplicantKind, OnboardingPolicy> of(String acquirer, LocalDate today) {
        Map<ApplicantKind, OnboardingPolicy> policies = new EnumMap<>(ApplicantKind.class);
        rows(DEFAULT, today).forEach(policy -> policies.put(policy.kind(), policy));
        rows(acquirer, today).forEach(policy -> policies.put(policy.kind(), policy));
        return policies;
    }

    private List<OnboardingPolicy> rows(String acquirer, LocalDate today) {
        List<?> rows = em.createNativeQuery(
                        "SELECT kind, offered, documents FROM onboarding_policy WHERE acquirer_code = ?1"
                                + " AND valid_from <= ?2 ORDER BY valid_from, version")
                .setParameter(1, acquirer)
                .setParameter(2, Date.valueOf(today))
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> OnboardingPolicy.stored((String) row[0], (Boolean) row[1], (String) row[2]))
                .toList();
    }
}
