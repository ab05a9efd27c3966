package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.enrolment.EnrolmentCode;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * The transactions of an enrolment (THREATS.md A9, A10). Each locks the terminal's row before it reads codes or
 * certificates: two devices that come with the same code at once meet one after the other, and no change to a certificate
 * overwrites another.
 */
@ApplicationScoped
@PermitAll
public class CodeRedemption {
    private final EnrolmentRepository enrolments;
    private final CertificateRepository certificates;
    private final CertificateAuthority authority;
    private final CertificateRecords records;
    private final Clock clock;

    @Inject
    CodeRedemption(
            EnrolmentRepository enrolments,
            CertificateRepository certificates,
            CertificateAuthority authority,
            CertificateRecords records,
            Clock clock) {
        this.enrolments = enrolments;
        this.certificates = certificates;
        this.authority = authority;
        this.records = records;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CodeRedemption() {
        this(null, null, null, null, null);
    }

    /**
     * Judges the code and, if it opens, certifies the key of the request. A bad request leaves the code as it was.
     *
     * @throws Problem if the request will not do; nothing has changed
     */
    @Transactional
    public Redemption redeem(String terminalNo, OneTimeCode presented, byte[] request) {
        Optional<Terminal> terminal = enrolments.lockTerminal(terminalNo);
        if (terminal.isEmpty()) {
            return Redemption.refused(noMatch());
        }
        List<EnrolmentCode> codes = enrolments.codes(terminal.get());
        Optional<EnrolmentCode> match =
                codes.stream().filter(code -> matches(code, presented)).findFirst();
        if (match.isEmpty()) {
            codes.stream().filter(EnrolmentCode::isPending).forEach(EnrolmentCode::countWrongTry);
            return Redemption.refused(noMatch());
        }
        return match.get().thumbprint().isPresent() ? usedBefore(match.get(), request) : firstUse(match.get(), request);
    }

    /**
     * The certificate's issue is in the ledger: it counts from now on, and those of the terminal's earlier devices do not.
     *
     * @return thumbprints of the certificates that it replaces
     */
    @Transactional
    public List<String> deliver(String terminalNo, String thumbprint) {
        Terminal terminal = enrolments.lockTerminal(terminalNo).orElseThrow();
        TerminalCertificate delivered =
                certificates.terminalCertificate(thumbprint).orElseThrow();
        Instant now = clock.instant();
        List<String> replaced = new ArrayList<>();
        for (TerminalCertificate older : certificates.ofTerminal(terminalNo)) {
            if (older.series() < delivered.series() && older.revocation().isEmpty()) {
                older.revoke(new Revocation(RevocationReason.SUPERSEDED, now), now);
                records.add(
                        CertificateRecords.Subject.of(older),
                        "revoked",
                        Map.of("reason", RevocationReason.SUPERSEDED.name()));
                replaced.add(older.thumbprint());
            }
        }
        delivered.deliver(now);
        terminal.deviceEnrolled();
        return replaced;
    }

    private Redemption firstUse(EnrolmentCode code, byte[] request) {
        if (code.isWithdrawn()) {
            return Redemption.refused(closed("has been replaced by a newer one"));
        }
        if (code.isDead()) {
            return Redemption.refused(
                    closed("is dead after " + EnrolmentCode.TRIES + " wrong codes for this terminal"));
        }
        if (code.isExpired(clock.instant())) {
            return Redemption.refused(closed("has expired"));
        }
        CertificateRequest wanted = CertificateRequest.parse(request);
        wanted.requireTakenBy(code.terminal());
        if (certificates.isKeyKnown(wanted.keyDigest())) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID,
                    "publicKey",
                    "has been certified before; make a new key for every enrolment");
        }
        return Redemption.of(issue(code, wanted));
    }

    private StoredCertificate issue(EnrolmentCode code, CertificateRequest wanted) {
        Terminal terminal = code.terminal();
        terminal.openSeries();
        TerminalSubject subject = TerminalSubject.of(terminal);
        X509Certificate certificate = authority.certify(subject, wanted.key());
        certificates.store(StoredCertificate.Role.TERMINAL, certificate);
        String thumbprint = StoredCertificate.thumbprint(certificate);
        certificates.persist(
                new TerminalCertificate(terminal, TerminalCertificate.Facts.of(certificate, wanted.keyDigest())));
        code.useFor(thumbprint);
        records.add(
                new CertificateRecords.Subject(subject.acquirer(), thumbprint),
                CertificateStatement.ISSUED,
                Map.of("role", StoredCertificate.Role.TERMINAL.name()));
        return certificates.find(thumbprint).orElseThrow();
    }

    /**
     * A device that has lost its answer may ask again with the same key, as long as nobody has heard of it: it gets the same
     * certificate, which is of no use without the key. Every other second use shows that the code is in two hands, and nobody
     * can tell whose is the right one.
     */
    private Redemption usedBefore(EnrolmentCode code, byte[] request) {
        TerminalCertificate issued = certificates
                .terminalCertificate(code.thumbprint().orElseThrow())
                .orElseThrow();
        if (!issued.isSuspended() && isBy(issued, request) && !certificates.isInUse(issued)) {
            return Redemption.of(certificates.find(issued.thumbprint()).orElseThrow());
        }
        if (!issued.isSuspended()) {
            issued.suspend(clock.instant());
            records.add(
                    CertificateRecords.Subject.of(issued),
                    "suspended",
                    Map.of("reason", "the enrolment code was used twice"));
        }
        return Redemption.suspending(
                new Problem(
                        ProblemType.FORBIDDEN,
                        "This code has been used before. The certificate it issued is suspended until the merchant has"
                                + " looked into it. Ask for a new code."),
                issued.thumbprint());
    }

    private static boolean isBy(TerminalCertificate issued, byte[] request) {
        try {
            return CertificateRequest.parse(request).keyDigest().equals(issued.keyDigest());
        } catch (Problem e) {
            return false;
        }
    }

    private static boolean matches(EnrolmentCode code, OneTimeCode presented) {
        return MessageDigest.isEqual(
                code.codeHash().getBytes(StandardCharsets.US_ASCII),
                presented.hash().getBytes(StandardCharsets.US_ASCII));
    }

    private static Problem noMatch() {
        return new Problem(
                ProblemType.UNAUTHENTICATED,
                "Terminal number and code do not belong together. Check both; after " + EnrolmentCode.TRIES
                        + " wrong codes a code is dead.");
    }

    private static Problem closed(String reason) {
        return new Problem(ProblemType.UNAUTHENTICATED, "This code " + reason + ". Ask the merchant for a new one.");
    }
}
