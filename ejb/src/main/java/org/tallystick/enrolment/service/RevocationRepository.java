package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.CertificateSerial;
import org.tallystick.enrolment.PlatformRevocation;
import org.tallystick.enrolment.RevocationList;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.TerminalCertificate;

/** Changes of certificates, what is revoked under an issuer, and the lists that say so. */
@ApplicationScoped
class RevocationRepository {
    private static final int ONLY_ROW = 1;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A certificate whose state has changed, the number of that change, and whether it is a terminal's. */
    record Change(long version, String thumbprint, boolean ofTerminal) {}

    /** What is known of a certificate that an issuer names; neither a terminal's nor revoked: both are empty. */
    record Status(
            CertificateSerial serial, Optional<TerminalCertificate> terminal, Optional<PlatformRevocation> platform) {}

    /**
     * Numbers a change in the caller's transaction. The row that counts is held until the end, so the numbers become visible in
     * their order, and a reader that has seen one has missed none before it.
     */
    void changed(String thumbprint) {
        int known = em.createNativeQuery("UPDATE certificate_version SET version = version + 1 WHERE id = ?1")
                .setParameter(1, ONLY_ROW)
                .executeUpdate();
        if (known == 0) {
            em.createNativeQuery("INSERT INTO certificate_version (id, version) VALUES (?1, 1)")
                    .setParameter(1, ONLY_ROW)
                    .executeUpdate();
        }
        em.createNativeQuery("INSERT INTO certificate_change (version, thumbprint, issuer) SELECT v.version, ?1,"
                        + " (SELECT s.issuer FROM certificate_serial s WHERE s.thumbprint = ?1)"
                        + " FROM certificate_version v WHERE v.id = ?2")
                .setParameter(1, thumbprint)
                .setParameter(2, ONLY_ROW)
                .executeUpdate();
    }

    /** Number of the last change of all. */
    long newest() {
        return number(em.createNativeQuery("SELECT COALESCE(MAX(version), 0) FROM certificate_change")
                .getSingleResult());
    }

    /** Number of the last change to a certificate of this issuer; 0 if there was none. */
    long newest(String issuer) {
        return number(em.createNativeQuery("SELECT COALESCE(MAX(version), 0) FROM certificate_change WHERE issuer = ?1")
                .setParameter(1, issuer)
                .getSingleResult());
    }

    /** Changes after that number, in order. */
    List<Change> since(long version) {
        List<Change> changes = new ArrayList<>();
        for (Object row : em.createNativeQuery("SELECT h.version, h.thumbprint, c.role FROM certificate_change h"
                        + " JOIN certificate c ON c.thumbprint = h.thumbprint"
                        + " WHERE h.version > ?1 ORDER BY h.version")
                .setParameter(1, version)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            boolean ofTerminal = StoredCertificate.Role.TERMINAL.name().equals(columns[2]);
            changes.add(new Change(number(columns[0]), (String) columns[1], ofTerminal));
        }
        return changes;
    }

    Optional<CertificateSerial> serial(String issuer, BigInteger serial) {
        return em.createQuery(
                        "SELECT s FROM CertificateSerial s WHERE s.issuer = :issuer AND s.serial = :serial",
                        CertificateSerial.class)
                .setParameter("issuer", issuer)
                .setParameter("serial", CertificateSerial.text(serial))
                .getResultStream()
                .findFirst();
    }

    Optional<Status> status(String issuer, BigInteger serial) {
        return serial(issuer, serial)
                .map(found -> new Status(
                        found,
                        Optional.ofNullable(em.find(TerminalCertificate.class, found.thumbprint())),
                        platform(found.thumbprint())));
    }

    Optional<PlatformRevocation> platform(String thumbprint) {
        return Optional.ofNullable(em.find(PlatformRevocation.class, thumbprint));
    }

    /** The revocation of whoever has issued this certificate. */
    Optional<PlatformRevocation> ofIssuer(String thumbprint) {
        return em.createQuery(
                        "SELECT p FROM PlatformRevocation p, CertificateSerial s WHERE s.issuer = p.thumbprint"
                                + " AND s.thumbprint = :thumbprint",
                        PlatformRevocation.class)
                .setParameter("thumbprint", thumbprint)
                .getResultStream()
                .findFirst();
    }

    void persist(PlatformRevocation revocation) {
        em.persist(revocation);
    }

    /** Everything that is revoked under an issuer, also what has expired since: receipts are verified for ever. */
    List<RevokedCertificate> revoked(String issuer) {
        List<RevokedCertificate> all = new ArrayList<>();
        em.createQuery(
                        "SELECT s, c FROM CertificateSerial s, TerminalCertificate c WHERE c.thumbprint = s.thumbprint"
                                + " AND s.issuer = :issuer AND c.revokedAt IS NOT NULL",
                        Object[].class)
                .setParameter("issuer", issuer)
                .getResultStream()
                .forEach(row -> {
                    TerminalCertificate certificate = (TerminalCertificate) row[1];
                    all.add(entry((CertificateSerial) row[0], certificate));
                });
        em.createQuery(
                        "SELECT s, p FROM CertificateSerial s, PlatformRevocation p WHERE p.thumbprint = s.thumbprint"
                                + " AND s.issuer = :issuer",
                        Object[].class)
                .setParameter("issuer", issuer)
                .getResultStream()
                .forEach(row -> {
                    PlatformRevocation revocation = (PlatformRevocation) row[1];
                    all.add(new RevokedCertificate(
                            ((CertificateSerial) row[0]).serial(), revocation.revocation(), revocation.decidedAt()));
                });
        return all;
    }

    static RevokedCertificate entry(CertificateSerial serial, TerminalCertificate certificate) {
        var revocation = certificate.revocation().orElseThrow();
        return new RevokedCertificate(
                serial.serial(), revocation, certificate.decidedAt().orElse(revocation.effective()));
    }

    Optional<RevocationList> list(String issuer) {
        return Optional.ofNullable(em.find(RevocationList.class, issuer));
    }

    /** The issuer's list, locked until the transaction ends: one node makes the next one. */
    RevocationList lockList(String issuer) {
        RevocationList list = em.find(RevocationList.class, issuer, LockModeType.PESSIMISTIC_WRITE);
        em.refresh(list);
        return list;
    }

    /** Makes room for an issuer's lists; another node may be first. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void openList(String issuer) {
        em.persist(new RevocationList(issuer));
        em.flush();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
