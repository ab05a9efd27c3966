package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.Acquirer;
import org.tallystick.enrolment.AlgorithmChoice;
import org.tallystick.enrolment.EnrolledMerchant;
import org.tallystick.enrolment.EnrolmentCode;
import org.tallystick.enrolment.Merchant;
import org.tallystick.enrolment.Store;
import org.tallystick.enrolment.Terminal;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Acquirers, merchants, stores, terminals and their codes. */
@ApplicationScoped
class EnrolmentRepository {
    private static final String ENROLLED =
            """
            SELECT NEW org.tallystick.enrolment.EnrolledMerchant(
                m.merchantNo, m.nameZh, m.nameEn, m.city, m.mcc, s.name, s.address, a.nameZh, a.nameEn)
            FROM Store s JOIN s.merchant m JOIN m.acquirer a""";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    Optional<Acquirer> acquirer(String code) {
        return Optional.ofNullable(em.find(Acquirer.class, code));
    }

    List<String> acquirerCodes() {
        return em.createQuery("SELECT a.code FROM Acquirer a ORDER BY a.code", String.class)
                .getResultList();
    }

    Optional<Merchant> merchant(String merchantNo) {
        return Optional.ofNullable(em.find(Merchant.class, merchantNo));
    }

    Optional<Store> store(Merchant merchant, String name) {
        return em.createQuery("SELECT s FROM Store s WHERE s.merchant = :merchant AND s.name = :name", Store.class)
                .setParameter("merchant", merchant)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    Optional<Terminal> terminal(String terminalNo) {
        return Optional.ofNullable(em.find(Terminal.class, terminalNo));
    }

    /** The terminal, locked until the transaction ends: one enrolment of it at a time. */
    Optional<Terminal> lockTerminal(String terminalNo) {
        return Optional.ofNullable(em.find(Terminal.class, terminalNo, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<Terminal> terminalBySerial(String serial) {
        return em.createQuery("SELECT t FROM Terminal t WHERE t.serial = :serial", Terminal.class)
                .setParameter("serial", serial)
                .getResultStream()
                .findFirst();
    }

    List<String> terminalsWithoutDevice() {
        return em.createQuery(
                        "SELECT t.terminalNo FROM Terminal t WHERE t.hasDevice = FALSE ORDER BY t.terminalNo",
                        String.class)
                .getResultList();
    }

    Set<String> terminalsWithWorkingCode(Instant now) {
        return Set.copyOf(em.createQuery(
                        "SELECT c.terminal.terminalNo FROM EnrolmentCode c WHERE c.thumbprint IS NULL AND NOT c.withdrawn"
                                + " AND c.wrongTries < :tries AND c.expiresAt > :now",
                        String.class)
                .setParameter("tries", EnrolmentCode.TRIES)
                .setParameter("now", now)
                .getResultList());
    }

    /** All codes of the terminal, used and expired ones too, the newest first. */
    List<EnrolmentCode> codes(Terminal terminal) {
        return em.createQuery(
                        "SELECT c FROM EnrolmentCode c WHERE c.terminal = :terminal ORDER BY c.createdAt DESC",
                        EnrolmentCode.class)
                .setParameter("terminal", terminal)
                .getResultList();
    }

    Optional<EnrolmentCode> code(String codeHash) {
        return Optional.ofNullable(em.find(EnrolmentCode.class, codeHash));
    }

    @Transactional
    void choose(String acquirer, AlgorithmChoice choice) {
        em.find(Acquirer.class, acquirer, LockModeType.PESSIMISTIC_WRITE).choose(choice);
    }

    /** Gives the terminal a new code; codes that wait for their first use are withdrawn. */
    @Transactional
    void openCode(String terminalNo, OneTimeCode code, Instant now, Instant expires) {
        Terminal terminal = lockTerminal(terminalNo)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no terminal of this number."));
        codes(terminal).stream().filter(EnrolmentCode::isPending).forEach(EnrolmentCode::withdraw);
        em.persist(new EnrolmentCode(code, terminal, now, expires));
    }

    /** The merchant with its first store, if there is one. */
    List<EnrolledMerchant> enrolled(String merchantNo) {
        return em.createQuery(ENROLLED + " WHERE m.merchantNo = :no ORDER BY s.id", EnrolledMerchant.class)
                .setParameter("no", merchantNo)
                .setMaxResults(1)
                .getResultList();
    }

    List<EnrolledMerchant> enrolledFor(String merchantNo, String terminalNo) {
        return em.createQuery(
                        ENROLLED + ", Terminal t WHERE t.store = s AND t.terminalNo = :terminal AND m.merchantNo = :no",
                        EnrolledMerchant.class)
                .setParameter("terminal", terminalNo)
                .setParameter("no", merchantNo)
                .getResultList();
    }

    void persist(Object entity) {
        em.persist(entity);
    }
}
