package org.tallystick.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** In which language accounts read the pages. */
@ApplicationScoped
class LanguageRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** The account's row is held, so that two pages at once write one after the other. */
    void keep(String accountId, String tag) {
        em.createNativeQuery("SELECT id FROM account WHERE id = ?1 FOR UPDATE")
                .setParameter(1, accountId)
                .getResultList();
        int changed = em.createNativeQuery("UPDATE account_language SET language = ?2 WHERE account_id = ?1")
                .setParameter(1, accountId)
                .setParameter(2, tag)
                .executeUpdate();
        if (changed == 0) {
            em.createNativeQuery(
                            "INSERT INTO account_language (account_id, language) SELECT id, CAST(?2 AS VARCHAR(8)) FROM account WHERE id = ?1")
                    .setParameter(1, accountId)
                    .setParameter(2, tag)
                    .executeUpdate();
        }
    }
}
