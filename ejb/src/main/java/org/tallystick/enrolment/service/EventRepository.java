package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.OptionalLong;
import org.tallystick.enrolment.TerminalEvent;

/**
 * Events, announced digests, how far a terminal has counted (the latter two in tables that signing shares), and which of its bills wait for
 * a signature that counts (in a table that coverage shares).
 */
@ApplicationScoped
class EventRepository {
    private static final String STATE = " FROM terminal_state s %s WHERE s.terminal_no = ?1 AND s.series = ?2";
    private static final String LATER = " UNION ALL SELECT r.counter"
            + STATE.formatted(
                    "JOIN %s r ON r.terminal_no = s.terminal_no AND r.series = s.series AND r.counter > s.counter");

    /** A terminal's row is few bills behind its receipts. */
    private static final String LAST_COUNTER = "SELECT MAX(n.counter) FROM (SELECT s.counter" + STATE.formatted("")
            + LATER.formatted("receipt") + LATER.formatted("removed_receipt") + ") n";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Counters not delivered yet, both ends included. */
    record Gap(long from, long to) {}

    boolean isStored(String payloadDigest) {
        return em.find(TerminalEvent.class, payloadDigest) != null;
    }

    void persist(TerminalEvent event) {
        em.persist(event);
    }

    /** The highest counter of the series that was accepted. */
    OptionalLong lastCounter(String terminalNo, long series) {
        Object last = em.createNativeQuery(LAST_COUNTER)
                .setParameter(1, terminalNo)
                .setParameter(2, series)
                .getSingleResult();
        return last instanceof Number counter ? OptionalLong.of(counter.longValue()) : OptionalLong.empty();
    }

    /** The first gaps of the series, at most so many. */
    List<Gap> gaps(String terminalNo, long series, int limit) {
        List<?> rows = em.createNativeQuery(
                        "SELECT from_counter, to_counter FROM terminal_gap WHERE terminal_no = ?1 AND series = ?2"
                                + " ORDER BY from_counter")
                .setParameter(1, terminalNo)
                .setParameter(2, series)
                .setMaxResults(limit)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Gap(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
                .toList();
    }

    /** Remembers when a digest was announced first; later announcements change nothing. */
    void announce(byte[] digest, String terminalNo, long atMillis) {
        boolean known = !em.createNativeQuery("SELECT announced_at FROM announced_digest WHERE digest = ?1")
                .setParameter(1, digest)
                .getResultList()
                .isEmpty();
        if (!known) {
            em.createNativeQuery("INSERT INTO announced_digest (digest, terminal_no, announced_at) VALUES (?1, ?2, ?3)")
                    .setParameter(1, digest)
                    .setParameter(2, terminalNo)
                    .setParameter(3, atMillis)
                    .executeUpdate();
        }
    }

    /** A bill that the terminal may sign anew. */
    record Unsigned(long series, long counter) {}

    /**
     * Bills of this terminal and of its earlier enrolments whose case waits for the terminal's signature, the first ones, at most so many.
     * None where integrity is in doubt.
     */
    List<Unsigned> unsigned(String terminalNo, long series, int limit) {
        List<?> rows = em.createNativeQuery(
                        "SELECT series, counter FROM coverage_case WHERE terminal_no = ?1 AND series <= ?2"
                                + " AND receipt IS NOT NULL AND missing LIKE '%TERMINAL_SIGNATURE%' AND cause_group <> 'INTEGRITY'"
                                + " AND state IN ('AUTO_RETRY', 'AWAIT_TERMINAL', 'AWAIT_MERCHANT', 'AWAIT_CARDHOLDER', 'TICKET')"
                                + " ORDER BY series DESC, counter")
                .setParameter(1, terminalNo)
                .setParameter(2, series)
                .setMaxResults(limit)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Unsigned(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
                .toList();
    }
}
