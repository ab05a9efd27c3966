package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;

/**
 * The transactions of a renewal (THREATS.md A11): the last third of a life, never from a certificate that does not count, the
 * subject unchanged, a new key. Each locks the terminal's row first, as those of an enrolment do.
 */
@ApplicationScoped
@PermitAll
public class CertificateRenewal {
    private static final Duration LONGEST_TOLERANCE = Duration.ofHours(24);
    private static final int PARTS_OF_A_LIFE = 3;

    private final EnrolmentRepository enrolments;
    private final CertificateRepository certificates;
    private final CertificateAuthority authority;
    private final CertificateRecords records;
    private final Clock clock;
    /** What the old key may still sign after the new one's first use: as much as a terminal's clock may be ahead. */
    private final Duration oldKeyTolerance;

    /**
     * @param certificate the new one
     * @param dropped thumbprints of earlier renewals with other keys, which nobody had used; they count no more
     */
    record Issue(StoredCertificate certificate, List<String> dropped) {}

    @Inject
    CertificateRenewal(
            EnrolmentRepository enrolments,
            CertificateRepository certificates,
            CertificateAuthority authority,
            CertificateRecords records,
            Settings settings,
            Clock clock) {
        this(
                enrolments,
                certificates,
                authority,
                records,
                clock,
                settings.durationUpTo("tallystick.enrolment.old-key-tolerance", LONGEST_TOLERANCE));
    }

    CertificateRenewal(
            EnrolmentRepository enrolments,
            CertificateRepository certificates,
            CertificateAuthority authority,
            CertificateRecords records,
            Clock clock,
            Duration oldKeyTolerance) {
        this.enrolments = enrolments;
        this.certificates = certificates;
        this.authority = authority;
        this.records = records;
        this.clock = clock;
        this.oldKeyTolerance = oldKeyTolerance;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateRenewal() {
        this(null, null, null, null, null, Duration.ZERO);
    }

    /** From when on a certificate of this life may be renewed. */
    static Instant renewableFrom(Instant issued, Instant end) {
        return end.minus(Duration.between(issued, end).dividedBy(PARTS_OF_A_LIFE));
    }

    /**
     * Certifies the request's key for the terminal of the certificate. The same key again gets the same certificate.
     *
     * @param thumbprint of the certificate whose key has just been proven
     * @throws Problem certificate-unknown, forbidden (it does not count, or it is too early), malformed or member-invalid
     *     (request); nothing has changed then
     */
    @Transactional
    Issue issue(String thumbprint, byte[] request) {
        TerminalCertificate old = locked(thumbprint);
        requireInForce(old);
        CertificateRequest wanted = CertificateRequest.parse(request);
        wanted.requireTakenBy(old.terminal());
        List<TerminalCertificate> pending = pendingRenewals(old);
        Optional<TerminalCertificate> again = pending.stream()
                .filter(renewal -> renewal.keyDigest().equals(wanted.keyDigest()))
                .findFirst();
        if (again.isPresent()) {
            return new Issue(stored(again.get().thumbprint()), List.of());
        }
        requireLastThird(old);
        if (certificates.isKeyKnown(wanted.keyDigest())) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID,
                    "publicKey",
                    "has been certified before; make a new key for every renewal");
        }
        StoredCertificate certificate = certify(old, wanted);
        List<String> dropped = new ArrayList<>();
        pending.forEach(renewal -> dropped.add(supersede(renewal, clock.instant())));
        return new Issue(certificate, dropped);
    }

    /** The certificate's issue is in the ledger: it counts from now on. */
    @Transactional
    void deliver(String terminalNo, String thumbprint) {
        enrolments.lockTerminal(terminalNo).orElseThrow();
        certificates.terminalCertificate(thumbprint).orElseThrow().deliver(clock.instant());
    }

    /**
     * A key that renews another was used: every other certificate of the device ends, with a tolerance for its clock.
     *
     * @return thumbprints of all whose state has changed
     */
    @Transactional
    List<String> use(String thumbprint) {
        TerminalCertificate used = locked(thumbprint);
        List<String> changed = new ArrayList<>();
        if (used.isProven() || used.revocation().isPresent() || used.isSuspended()) {
            return changed;
        }
        used.use(clock.instant());
        if (used.authority().isPresent()) {
            used.terminal().deviceEnrolled();
        }
        changed.add(thumbprint);
        for (TerminalCertificate other : certificates.ofTerminal(used.terminal().terminalNo())) {
            if (!other.thumbprint().equals(thumbprint) && other.revocation().isEmpty()) {
                changed.add(supersede(other, clock.instant().plus(oldKeyTolerance)));
            }
        }
        return changed;
    }

    private TerminalCertificate locked(String thumbprint) {
        String terminalNo = certificates.terminalOf(thumbprint).orElseThrow(CertificateRenewal::unknown);
        enrolments.lockTerminal(terminalNo).orElseThrow(CertificateRenewal::unknown);
        return certificates
                .terminalCertificate(thumbprint)
                .filter(TerminalCertificate::isDelivered)
                .orElseThrow(CertificateRenewal::unknown);
    }

    private void requireInForce(TerminalCertificate old) {
        if (old.revocation().isPresent()) {
            throw refused("is revoked");
        }
        if (old.isSuspended()) {
            throw refused("is suspended");
        }
        if (!clock.instant().isBefore(old.notAfter())) {
            throw refused("has expired");
        }
        if (old.authority().isPresent()) {
            throw refused(
                    "was issued by another authority, which renews it; its institution then registers the new one");
        }
        if (!TerminalSubject.of(stored(old.thumbprint()).certificate()).equals(TerminalSubject.of(old.terminal()))
                || !old.terminal().hasDevice()) {
            throw refused("is not that of the device which the register has for this terminal");
        }
    }

    private void requireLastThird(TerminalCertificate old) {
        Instant from = renewableFrom(old.issuedAt(), old.notAfter());
        if (clock.instant().isBefore(from)) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "A certificate is renewed in the last third of its life: this one from " + from + " on.");
        }
    }

    private List<TerminalCertificate> pendingRenewals(TerminalCertificate old) {
        return certificates.ofTerminal(old.terminal().terminalNo()).stream()
                .filter(renewal ->
                        renewal.renews().filter(old.thumbprint()::equals).isPresent())
                .filter(renewal -> !renewal.isProven() && renewal.revocation().isEmpty())
                .toList();
    }

    private StoredCertificate certify(TerminalCertificate old, CertificateRequest wanted) {
        TerminalSubject subject = TerminalSubject.of(old.terminal());
        X509Certificate certificate = authority.certify(subject, wanted.key());
        certificates.store(StoredCertificate.Role.TERMINAL, certificate);
        String thumbprint = StoredCertificate.thumbprint(certificate);
        certificates.persist(
                TerminalCertificate.renewalOf(old, TerminalCertificate.Facts.of(certificate, wanted.keyDigest())));
        records.add(
                new CertificateRecords.Subject(subject.acquirer(), thumbprint),
                CertificateStatement.ISSUED,
                Map.of("role", StoredCertificate.Role.TERMINAL.name(), "renews", old.thumbprint()));
        return stored(thumbprint);
    }

    private String supersede(TerminalCertificate certificate, Instant effective) {
        certificate.revoke(new Revocation(RevocationReason.SUPERSEDED, effective), clock.instant());
        records.add(
                CertificateRecords.Subject.of(certificate),
                "revoked",
                Map.of("reason", RevocationReason.SUPERSEDED.name(), "effective", effective.toString()));
        return certificate.thumbprint();
    }

    private StoredCertificate stored(String thumbprint) {
        return certificates.find(thumbprint).orElseThrow();
    }

    private static Problem unknown() {
        return new Problem(
                ProblemType.CERTIFICATE_UNKNOWN,
                "No terminal has been given this certificate here. Ask the merchant for an enrolment code.");
    }

    private static Problem refused(String why) {
        return new Problem(
                ProblemType.FORBIDDEN,
                "The certificate " + why + ", so it cannot be renewed. Ask the merchant for an enrolment code.");
    }
}
