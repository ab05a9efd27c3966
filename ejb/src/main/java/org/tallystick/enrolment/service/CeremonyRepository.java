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
        return em.createQuery("SELECT c FROM Ceremony c ORDER BY c.number DESC", Ceremony.class)
                .setMaxResults(count)
                .getResultList();
    }

    private Optional<Ceremony> find(String id) {
        return em.createQuery("SELECT c FROM Ceremony c WHERE c.id = :id", Ceremony.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Who did this with this key last. */
    Optional<String> lastActor(String event, String subject) {
        return em.createQuery(
                        "SELECT c.actor FROM Ceremony c WHERE c.event = :event AND c.subject = :subject"
                                + " ORDER BY c.number DESC",
                        String.class)
                .setParameter("event", event)
                .setParameter("subject", subject)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Those whose place in the ledger is not known, the oldest first. */
    List<Ceremony> unlogged() {
        return em.createQuery("SELECT c FROM Ceremony c WHERE c.seq IS NULL ORDER BY c.number", Ceremony.class)
                .getResultList();
    }

    @Transactional
    void logged(String id, String acquirer, int log, long index) {
        find(id).ifPresent(known -> known.logged(acquirer, log, index));
    }
}
