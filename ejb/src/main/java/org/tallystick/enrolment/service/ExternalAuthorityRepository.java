package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.TerminalCertificate;

/** Authorities elsewhere, whose terminals they may certify, their lists, and what they have certified. */
@ApplicationScoped
class ExternalAuthorityRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    Optional<ExternalAuthority> find(String thumbprint) {
        return Optional.ofNullable(em.find(ExternalAuthority.class, thumbprint));
    }

    /** The authority, locked until the transaction ends. */
    Optional<ExternalAuthority> lock(String thumbprint) {
        return Optional.ofNullable(em.find(ExternalAuthority.class, thumbprint, LockModeType.PESSIMISTIC_WRITE));
    }

    List<ExternalAuthority> all() {
        return em.createQuery(
                        "SELECT a FROM ExternalAuthority a ORDER BY a.importedAt, a.thumbprint",
                        ExternalAuthority.class)
                .getResultList();
    }

    void persist(ExternalAuthority authority) {
        em.persist(authority);
    }

    /** Institutions whose terminals it may certify; empty for one that is only above another. */
    Set<String> institutions(String authority) {
        List<?> rows = em.createNativeQuery("SELECT acquirer FROM external_authority_use WHERE authority = ?1")
                .setParameter(1, authority)
                .getResultList();
        return rows.stream().map(String.class::cast).collect(Collectors.toCollection(TreeSet::new));
    }

    void allow(String authority, String acquirer) {
        em.createNativeQuery("INSERT INTO external_authority_use (authority, acquirer) VALUES (?1, ?2)")
                .setParameter(1, authority)
                .setParameter(2, acquirer)
                .executeUpdate();
    }

    /** The authority and those above it, up to the one that is trusted for itself. */
    List<ExternalAuthority> chain(String thumbprint) {
        List<ExternalAuthority> chain = new ArrayList<>();
        Optional<ExternalAuthority> next = find(thumbprint);
        while (next.isPresent()) {
            chain.add(next.get());
            next = next.get().issuer().flatMap(this::find);
        }
        return chain;
    }

    /** Those that it has certified, each locked until the transaction ends. */
    List<ExternalAuthority> below(String issuer) {
        return em.createQuery(
                        "SELECT a FROM ExternalAuthority a WHERE a.issuer = :issuer ORDER BY a.thumbprint",
                        ExternalAuthority.class)
                .setParameter("issuer", issuer)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** What it has certified here, whatever became of it. */
    List<TerminalCertificate> certificates(String authority) {
        return em.createQuery(
                        "SELECT c FROM TerminalCertificate c WHERE c.authority = :authority ORDER BY c.thumbprint",
                        TerminalCertificate.class)
                .setParameter("authority", authority)
                .getResultList();
    }

    /** How many certificates of the authority have been given to terminals. */
    long given(String authority) {
        return em.createQuery("SELECT COUNT(c) FROM TerminalCertificate c WHERE c.authority = :authority", Long.class)
                .setParameter("authority", authority)
                .getSingleResult();
    }

    @Transactional
    Optional<byte[]> list(String authority) {
        List<?> rows = em.createNativeQuery("SELECT der FROM external_list WHERE authority = ?1")
                .setParameter(1, authority)
                .getResultList();
        return rows.stream().findFirst().map(byte[].class::cast);
    }

    void keepList(String authority, byte[] der) {
        int known = em.createNativeQuery("UPDATE external_list SET der = ?2 WHERE authority = ?1")
                .setParameter(1, authority)
                .setParameter(2, der)
                .executeUpdate();
        if (known == 0) {
            em.createNativeQuery("INSERT INTO external_list (authority, der) VALUES (?1, ?2)")
                    .setParameter(1, authority)
                    .setParameter(2, der)
                    .executeUpdate();
        }
    }
}
