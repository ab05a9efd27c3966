package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.Ceremony;

/** What was done with the platform's keys. */
@ApplicationScoped
class CeremonyRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    @Transactional
    void persist(Ceremony ceremony) {
        em.persist(ceremony);
    }

    /** The newest first. */
    List<Ceremony> newest(int count) {
        return em.createQuery("SELECT c FROM Ceremony c ORDER BY c.happenedAt DESC, c.id", Ceremony.class)
                .setMaxResults(count)
                .getResultList();
    }

    Optional<Ceremony> find(String id) {
        return Optional.ofNullable(em.find(Ceremony.class, id));
    }

    /** Those whose place in the ledger is not known, the oldest first. */
    List<Ceremony> unlogged() {
        return em.createQuery(
                        "SELECT c FROM Ceremony c WHERE c.seq IS NULL ORDER BY c.happenedAt, c.id", Ceremony.class)
                .getResultList();
    }

    @Transactional
    void logged(String id, String acquirer, int log, long index) {
        find(id).ifPresent(known -> known.logged(acquirer, log, index));
    }
}
