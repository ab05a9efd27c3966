package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How terminals stand: one row each, which their events keep up to date. */
@ApplicationScoped
class HealthRepository {
    /** Ten years: beyond, one wrong clock is as wrong as another, and every number fits. */
    private static final Duration MOST_OFFSET = Duration.ofDays(3653);

    private static final String OUTBOX =
            ", outbox3 = outbox2, outbox2 = outbox1, outbox1 = outbox, outbox = CAST(?4 AS INTEGER)";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** The terminal sent an event. */
    void heard(String terminalNo, Instant now) {
        if (updated("", terminalNo, now).executeUpdate() == 0) {
            begin(terminalNo, now);
        }
    }

    /**
     * The terminal sent a heartbeat.
     *
     * @param outbox how many bills wait; a heartbeat that does not say leaves the earlier ones as they are
     * @param claimed what time it is by the terminal's clock
     */
    void beat(String terminalNo, Instant now, Optional<Integer> outbox, Instant claimed) {
        heard(terminalNo, now);
        Query query = updated(", clock_offset = ?3" + (outbox.isPresent() ? OUTBOX : ""), terminalNo, now)
                .setParameter(3, offset(now, claimed));
        outbox.ifPresent(waiting -> query.setParameter(4, waiting));
        query.executeUpdate();
    }

    private static long offset(Instant now, Instant claimed) {
        Duration offset = Duration.between(now, claimed);
        if (offset.abs().compareTo(MOST_OFFSET) > 0) {
            return offset.isNegative() ? -MOST_OFFSET.toMillis() : MOST_OFFSET.toMillis();
        }
        return offset.toMillis();
    }

    private Query updated(String more, String terminalNo, Instant now) {
        return em.createNativeQuery("UPDATE terminal_health SET heard_at = ?1" + more + " WHERE terminal_no = ?2")
                .setParameter(1, now.toEpochMilli())
                .setParameter(2, terminalNo);
    }

    private void begin(String terminalNo, Instant now) {
        em.createNativeQuery("INSERT INTO terminal_health (terminal_no, heard_at) VALUES (?1, ?2)")
                .setParameter(1, terminalNo)
                .setParameter(2, now.toEpochMilli())
                .executeUpdate();
    }
}
