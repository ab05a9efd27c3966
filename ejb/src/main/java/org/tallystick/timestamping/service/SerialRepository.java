package org.tallystick.timestamping.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Blocks of serial numbers: no two servers, and no two starts of one, ever have the same. */
@ApplicationScoped
class SerialRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A block that nobody has had; on disk before it is given. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    long nextBlock() {
        em.createNativeQuery("UPDATE timestamp_serial SET block = block + 1 WHERE id = 1")
                .executeUpdate();
        Object block = em.createNativeQuery("SELECT block FROM timestamp_serial WHERE id = 1")
                .getSingleResult();
        return ((Number) block).longValue();
    }
}
