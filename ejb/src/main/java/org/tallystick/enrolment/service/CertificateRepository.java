package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.enrolment.CertificateRecord;
import org.tallystick.enrolment.CertificateSerial;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.enrolment.PlatformRevocation;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.X509;

/** Certificates, their lives and their records. */
@ApplicationScoped
class CertificateRepository {
    private final Clock clock;
    private final RevocationRepository changes;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    @Inject
    CertificateRepository(Clock clock, RevocationRepository changes) {
        this.clock = clock;
        this.changes = changes;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateRepository() {
        this.clock = null;
        this.changes = null;
    }

    /** Stores the certificate if it is not stored yet. */
    @Transactional
    void store(StoredCertificate.Role role, X509Certificate certificate) {
        store(role, certificate, Optional.empty());
    }

    /** The same, where it is known by which certificate of its issuer it was judged. */
    @Transactional
    void store(StoredCertificate.Role role, X509Certificate certificate, Optional<String> issuer) {
        if (find(StoredCertificate.thumbprint(certificate)).isEmpty()) {
            em.persist(new StoredCertificate(role, certificate, clock.instant()));
            enterSerial(certificate, issuer);
        }
    }

    /** Enters the serial numbers of certificates that were stored before these were kept. */
    @Transactional
    void enterMissingSerials() {
        em.createQuery(
                        "SELECT c FROM StoredCertificate c WHERE NOT EXISTS"
                                + " (SELECT s FROM CertificateSerial s WHERE s.thumbprint = c.thumbprint)",
                        StoredCertificate.class)
                .getResultList()
                .forEach(stored -> enterSerial(stored.certificate(), issuer(stored.thumbprint())));
    }

    private void enterSerial(X509Certificate certificate, Optional<String> issuer) {
        issuer.or(() -> findIssuer(certificate))
                .ifPresent(by -> em.persist(new CertificateSerial(
                        StoredCertificate.thumbprint(certificate), by, certificate.getSerialNumber())));
    }

    /** An authority may have several certificates for one key: of those that fit, the certificate itself, else the first stored. */
    private Optional<String> findIssuer(X509Certificate certificate) {
        String own = StoredCertificate.thumbprint(certificate);
        return em.createQuery(
                        "SELECT c FROM StoredCertificate c WHERE c.role IN :roles ORDER BY c.storedAt, c.thumbprint",
                        StoredCertificate.class)
                .setParameter(
                        "roles",
                        Arrays.stream(StoredCertificate.Role.values())
                                .filter(StoredCertificate.Role::issues)
                                .toList())
                .getResultStream()
                .filter(authority -> X509.isIssuedBy(certificate, authority.certificate()))
                .map(StoredCertificate::thumbprint)
                .min(Comparator.comparing(authority -> !authority.equals(own)));
    }

    /** Thumbprint of the certificate of its issuer by which it was judged; nothing if the issuer is not stored. */
    Optional<String> issuer(String thumbprint) {
        return terminalCertificate(thumbprint)
                .flatMap(TerminalCertificate::authority)
                .or(() -> Optional.ofNullable(em.find(CertificateSerial.class, thumbprint))
                        .map(CertificateSerial::issuer));
    }

    Optional<StoredCertificate> find(String thumbprint) {
        return Optional.ofNullable(em.find(StoredCertificate.class, thumbprint));
    }

    List<String> thumbprints(StoredCertificate.Role role) {
        return em.createQuery(
                        "SELECT c.thumbprint FROM StoredCertificate c WHERE c.role = :role ORDER BY c.storedAt",
                        String.class)
                .setParameter("role", role)
                .getResultList();
    }

    Optional<TerminalCertificate> terminalCertificate(String thumbprint) {
        return Optional.ofNullable(em.find(TerminalCertificate.class, thumbprint));
    }

    /** The terminal that was given this certificate. */
    Optional<String> terminalOf(String thumbprint) {
        return em.createQuery(
                        "SELECT c.terminal.terminalNo FROM TerminalCertificate c WHERE c.thumbprint = :thumbprint",
                        String.class)
                .setParameter("thumbprint", thumbprint)
                .getResultStream()
                .findFirst();
    }

    List<TerminalCertificate> ofTerminal(String terminalNo) {
        return em.createQuery(
                        "SELECT c FROM TerminalCertificate c WHERE c.terminal.terminalNo = :no ORDER BY c.series,"
                                + " c.issuedAt",
                        TerminalCertificate.class)
                .setParameter("no", terminalNo)
                .getResultList();
    }

    /** The terminal that this public key was certified for, whatever became of it. */
    Optional<String> terminalOfKey(String keyDigest) {
        return em.createQuery(
                        "SELECT c.terminal.terminalNo FROM TerminalCertificate c WHERE c.keyDigest = :digest",
                        String.class)
                .setParameter("digest", keyDigest)
                .getResultStream()
                .findFirst();
    }

    /** Whether this public key has ever been certified for a terminal. */
    boolean isKeyKnown(String keyDigest) {
        return terminalOfKey(keyDigest).isPresent();
    }

    /** Whether the terminal has been heard of in the certificate's series: an event or a bill. */
    boolean isInUse(TerminalCertificate certificate) {
        String sql = "SELECT 1 FROM terminal_event WHERE terminal_no = ?1 AND series = ?2"
                + " UNION ALL SELECT 1 FROM terminal_state WHERE terminal_no = ?1 AND series = ?2";
        return !em.createNativeQuery(sql)
                .setParameter(1, certificate.terminal().terminalNo())
                .setParameter(2, certificate.series())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    void persist(TerminalCertificate certificate) {
        em.persist(certificate);
    }

    /** Stores what has happened to a certificate, and numbers it for those who remember certificates' states. */
    @Transactional
    void persist(CertificateRecord certificateRecord) {
        em.persist(certificateRecord);
        changes.changed(certificateRecord.thumbprint());
    }

    /** The revocation of the authority that has issued this certificate. */
    Optional<Revocation> issuerRevocation(String thumbprint) {
        return changes.ofIssuer(thumbprint).map(PlatformRevocation::revocation);
    }

    /** Whether this certificate of the platform, or its issuer's, is revoked. */
    boolean isEnded(X509Certificate certificate) {
        String thumbprint = StoredCertificate.thumbprint(certificate);
        return changes.platform(thumbprint).isPresent()
                || issuerRevocation(thumbprint).isPresent();
    }

    /** Number of the last change to any certificate. */
    long newestChange() {
        return changes.newest();
    }

    List<RevocationRepository.Change> changesSince(long version) {
        return changes.since(version);
    }

    boolean isRecorded(String acquirer, String thumbprint) {
        return !em.createQuery(
                        "SELECT r.id FROM CertificateRecord r WHERE r.acquirer = :acquirer AND r.thumbprint ="
                                + " :thumbprint",
                        String.class)
                .setParameter("acquirer", acquirer)
                .setParameter("thumbprint", thumbprint)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Records whose place in the ledger is not known, the oldest first. */
    List<CertificateRecord> unlogged() {
        return em.createQuery(
                        "SELECT r FROM CertificateRecord r WHERE r.seq IS NULL ORDER BY r.createdAt",
                        CertificateRecord.class)
                .getResultList();
    }

    List<CertificateRecord> unlogged(String thumbprint) {
        return em.createQuery(
                        "SELECT r FROM CertificateRecord r WHERE r.seq IS NULL AND r.thumbprint = :thumbprint"
                                + " ORDER BY r.createdAt",
                        CertificateRecord.class)
                .setParameter("thumbprint", thumbprint)
                .getResultList();
    }

    /** Records that the ledger has, the oldest first. */
    List<CertificateRecord> logged(String thumbprint) {
        return em.createQuery(
                        "SELECT r FROM CertificateRecord r WHERE r.seq IS NOT NULL AND r.thumbprint = :thumbprint"
                                + " ORDER BY r.createdAt",
                        CertificateRecord.class)
                .setParameter("thumbprint", thumbprint)
                .getResultList();
    }

    /** The terminal that a certificate issued elsewhere was given to. */
    Optional<TerminalSubject> given(String thumbprint) {
        return logged(thumbprint).stream()
                .flatMap(known -> CertificateStatement.parse(known.object()).given().stream())
                .findFirst();
    }

    boolean isLogged(String recordId) {
        return !em.createQuery(
                        "SELECT r.id FROM CertificateRecord r WHERE r.id = :id AND r.seq IS NOT NULL", String.class)
                .setParameter("id", recordId)
                .getResultList()
                .isEmpty();
    }

    /**
     * Changes a terminal's certificate in one transaction, under the lock of the terminal's row.
     *
     * @throws Problem not-found if there is none with this thumbprint
     */
    @Transactional
    void change(String thumbprint, Consumer<TerminalCertificate> change) {
        String terminalNo = terminalOf(thumbprint)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "No terminal has been given a certificate with this thumbprint."));
        em.find(Terminal.class, terminalNo, LockModeType.PESSIMISTIC_WRITE);
        change.accept(em.find(TerminalCertificate.class, thumbprint));
    }

    @Transactional
    void logged(String recordId, int logId, long index) {
        Optional.ofNullable(em.find(CertificateRecord.class, recordId)).ifPresent(known -> known.logged(logId, index));
    }
}
