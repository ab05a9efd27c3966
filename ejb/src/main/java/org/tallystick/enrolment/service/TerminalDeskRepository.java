package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.enrolment.EnrolmentCode;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.shared.service.ColumnTime;

/** What a merchant's terminal pages ask; every question names the merchant. */
@ApplicationScoped
class TerminalDeskRepository {
    private static final String TERMINALS =
            "SELECT t FROM Terminal t JOIN FETCH t.store WHERE t.store.merchant.merchantNo = :merchant";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    List<Terminal> terminals(String merchantNo) {
        return em.createQuery(TERMINALS + " ORDER BY t.store.name, t.terminalNo", Terminal.class)
                .setParameter("merchant", merchantNo)
                .getResultList();
    }

    Optional<Terminal> terminal(String merchantNo, String terminalNo) {
        return em.createQuery(TERMINALS + " AND t.terminalNo = :no", Terminal.class)
                .setParameter("merchant", merchantNo)
                .setParameter("no", terminalNo)
                .getResultStream()
                .findFirst();
    }

    /** Delivered certificates of all the merchant's terminals, the newest first. */
    List<TerminalCertificate> certificates(String merchantNo) {
        return em.createQuery(
                        "SELECT c FROM TerminalCertificate c WHERE c.terminal.store.merchant.merchantNo = :merchant"
                                + " AND c.deliveredAt IS NOT NULL ORDER BY c.series DESC, c.issuedAt DESC",
                        TerminalCertificate.class)
                .setParameter("merchant", merchantNo)
                .getResultList();
    }

    /** When each terminal last sent an event. */
    Map<String, Instant> lastSeen(String merchantNo) {
        List<?> rows = em.createNativeQuery("SELECT e.terminal_no, MAX(e.received_at) FROM terminal_event e"
                        + " JOIN terminal t ON t.terminal_no = e.terminal_no JOIN store s ON s.id = t.store_id"
                        + " WHERE s.merchant_no = ?1 GROUP BY e.terminal_no")
                .setParameter(1, merchantNo)
                .getResultList();
        Map<String, Instant> seen = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            seen.put((String) columns[0], ColumnTime.instant(columns[1]));
        }
        return seen;
    }

    /** When a terminal was last heard: its newest event, or its newest bill by counter. */
    Optional<Instant> lastHeard(String terminalNo) {
        Object event = em.createNativeQuery("SELECT MAX(received_at) FROM terminal_event WHERE terminal_no = ?1")
                .setParameter(1, terminalNo)
                .getSingleResult();
        List<?> bills = em.createNativeQuery("SELECT arrival FROM receipt WHERE terminal_no = ?1"
                        + " ORDER BY series DESC, counter DESC, claim DESC FETCH FIRST 1 ROW ONLY")
                .setParameter(1, terminalNo)
                .getResultList();
        Stream<Instant> times = Stream.concat(
                Stream.ofNullable(event).map(ColumnTime::instant),
                bills.stream().map(arrival -> Instant.ofEpochMilli(((Number) arrival).longValue())));
        return times.max(Comparator.naturalOrder());
    }

    List<EnrolmentCode> codes(String merchantNo) {
        return em.createQuery(
                        "SELECT c FROM EnrolmentCode c WHERE c.terminal.store.merchant.merchantNo = :merchant"
                                + " AND c.thumbprint IS NULL AND c.withdrawn = FALSE",
                        EnrolmentCode.class)
                .setParameter("merchant", merchantNo)
                .getResultList();
    }

    boolean isSerialTaken(String serial, String terminalNo) {
        return !em.createQuery("SELECT t.terminalNo FROM Terminal t WHERE t.serial = :serial AND t.terminalNo <> :no")
                .setParameter("serial", serial)
                .setParameter("no", terminalNo)
                .getResultList()
                .isEmpty();
    }

    @Transactional
    void replaceDevice(String terminalNo, String serial) {
        em.find(Terminal.class, terminalNo, LockModeType.PESSIMISTIC_WRITE).replaceDevice(serial);
    }
}
