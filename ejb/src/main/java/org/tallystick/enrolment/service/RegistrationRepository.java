package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.Acquirer;
import org.tallystick.enrolment.Merchant;
import org.tallystick.enrolment.Terminal;

/** What numbers are taken, and which terminals have been enrolled since when. */
@ApplicationScoped
class RegistrationRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A terminal and when its present device's first certificate was delivered; null while it has no device. */
    record Enrolled(String terminalNo, String serial, boolean hasDevice, Optional<Instant> since) {}

    /** The institution, locked until the transaction ends: one number is given at a time. */
    Optional<Acquirer> lockAcquirer(String code) {
        return Optional.ofNullable(em.find(Acquirer.class, code, LockModeType.PESSIMISTIC_WRITE));
    }

    List<Acquirer> acquirers() {
        return em.createQuery("SELECT a FROM Acquirer a ORDER BY a.code", Acquirer.class)
                .getResultList();
    }

    List<String> merchantNos(String acquirer) {
        return em.createQuery("SELECT m.merchantNo FROM Merchant m WHERE m.acquirer.code = :acquirer", String.class)
                .setParameter("acquirer", acquirer)
                .getResultList();
    }

    List<String> merchantNosIn(String city) {
        return em.createQuery("SELECT m.merchantNo FROM Merchant m WHERE m.city = :city", String.class)
                .setParameter("city", city)
                .getResultList();
    }

    List<String> merchantNosFrom(String stem) {
        return em.createQuery("SELECT m.merchantNo FROM Merchant m WHERE m.merchantNo LIKE :stem", String.class)
                .setParameter("stem", stem + "____")
                .getResultList();
    }

    Optional<Merchant> merchant(String merchantNo) {
        return Optional.ofNullable(em.find(Merchant.class, merchantNo));
    }

    List<String> terminalNos(String acquirer) {
        return em.createQuery(
                        "SELECT t.terminalNo FROM Terminal t WHERE t.store.merchant.acquirer.code = :acquirer",
                        String.class)
                .setParameter("acquirer", acquirer)
                .getResultList();
    }

    boolean isTerminalTaken(String terminalNo) {
        return em.find(Terminal.class, terminalNo) != null;
    }

    boolean isSerialTaken(String serial) {
        return !em.createQuery("SELECT t.terminalNo FROM Terminal t WHERE t.serial = :serial")
                .setParameter("serial", serial)
                .getResultList()
                .isEmpty();
    }

    List<Enrolled> enrolled(Collection<String> terminalNos) {
        return em
                .createQuery(
                        "SELECT t.terminalNo, t.serial, t.hasDevice,"
                                + " (SELECT MIN(c.deliveredAt) FROM TerminalCertificate c WHERE c.terminal = t)"
                                + " FROM Terminal t WHERE t.terminalNo IN :numbers ORDER BY t.terminalNo",
                        Object[].class)
                .setParameter("numbers", terminalNos)
                .getResultList()
                .stream()
                .map(row -> new Enrolled(
                        (String) row[0], (String) row[1], (Boolean) row[2], Optional.ofNullable((Instant) row[3])))
                .toList();
    }
}
