package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.SealKeyState;

/** Keys that can seal. */
@ApplicationScoped
class SealKeyRepository {
    private static final int ONLY_ROW = 1;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** As they are asked to seal: active ones first, then those in reserve, of each the newest first; retired ones last. */
    List<SealKeyState> all() {
        return em.createQuery(
                        "SELECT k FROM SealKeyState k ORDER BY CASE k.rank"
                                + " WHEN org.tallystick.enrolment.SealKeyState.Rank.ACTIVE THEN 0"
                                + " WHEN org.tallystick.enrolment.SealKeyState.Rank.RESERVE THEN 1 ELSE 2 END,"
                                + " k.rankedAt DESC, k.name DESC",
                        SealKeyState.class)
                .getResultList();
    }

    Optional<SealKeyState> find(String thumbprint) {
        return Optional.ofNullable(em.find(SealKeyState.class, thumbprint));
    }

    void persist(SealKeyState key) {
        em.persist(key);
    }

    /** Whoever makes or ranks keys has its turn until the transaction ends. */
    void takeTurn() {
        int known = em.createNativeQuery("UPDATE key_turn SET turn = turn + 1 WHERE id = ?1")
                .setParameter(1, ONLY_ROW)
                .executeUpdate();
        if (known == 0) {
            em.createNativeQuery("INSERT INTO key_turn (id, turn) VALUES (?1, 1)")
                    .setParameter(1, ONLY_ROW)
                    .executeUpdate();
        }
    }

    /** When keys last sealed, by thumbprint. */
    @Transactional
    void used(Map<String, Instant> times) {
        times.forEach((thumbprint, time) -> find(thumbprint)
                .filter(key ->
                        key.usedAt().filter(known -> !known.isBefore(time)).isEmpty())
                .ifPresent(key -> key.used(time)));
    }
}
