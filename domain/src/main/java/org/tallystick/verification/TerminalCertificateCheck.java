package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.signing.Bill;
import org.tallystick.signing.CertificateValidity;
import org.tallystick.signing.CertificateValidity.Judgement;

/** Does the terminal's certificate come from a pinned root, for this role and terminal, and did it count at the trusted time? */
final class TerminalCertificateCheck implements Check {
    @Override
    public String id() {
        return "terminal-certificate";
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        if (evidence.terminal().isEmpty()) {
            return CheckResult.fail(id(), "no-signature");
        }
        Signer signer = evidence.terminal().get();
        if (signer.certificate().isEmpty()) {
            return CheckResult.unknown(id(), "certificate-missing").with("thumbprint", signer.thumbprintText());
        }
        X509Certificate certificate = signer.certificate().get();
        TrustPath path = new PathFinder(context.anchors().roots(), evidence.certificates())
                .find(certificate, CertificateRole.TERMINAL, signer.claimedTime());
        CheckResult result = path.isTrusted() ? judged(evidence, signer, certificate) : ended(path);
        return result.with("thumbprint", signer.thumbprintText());
    }

    private CheckResult ended(TrustPath path) {
        String why = path.state().why();
        return path.state().isMissingMaterial() ? CheckResult.unknown(id(), why) : CheckResult.fail(id(), why);
    }

    private CheckResult judged(Evidence evidence, Signer signer, X509Certificate certificate) {
        if (evidence.bill().isPresent() && !belongs(certificate, evidence.bill().get())) {
            return CheckResult.fail(id(), "subject");
        }
        Optional<Instant> trusted = evidence.trustedTime();
        if (trusted.isEmpty()) {
            return CheckResult.unknown(id(), "time-unproven");
        }
        Optional<Revocation> revocation =
                evidence.online().certificates().apply(certificate).flatMap(OnlineFacts.CertificateState::revocation);
        Judgement judgement = CertificateValidity.judge(certificate, revocation, signer.claimedTime(), trusted.get());
        return judgement == Judgement.VALID ? trusted(certificate) : notFit(judgement, evidence);
    }

    /** Offline, a bill delivered late may have an earlier proven time that only the platform knows. */
    private CheckResult notFit(Judgement judgement, Evidence evidence) {
        boolean perhapsProvenEarlier = judgement == Judgement.EXPIRED
                && !evidence.statedUnsigned()
                && evidence.receipt().sealHeader().statement().late()
                && evidence.online().chain() == OnlineFacts.Chain.NOT_KNOWN;
        return perhapsProvenEarlier
                ? CheckResult.unknown(id(), "time-unproven")
                : CheckResult.fail(
                        id(), judgement.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private CheckResult trusted(X509Certificate certificate) {
        return CheckResult.pass(
                id(),
                "trusted",
                TerminalSubject.of(certificate).terminalNo(),
                CheckTexts.day(certificate.getNotBefore().toInstant()),
                CheckTexts.day(certificate.getNotAfter().toInstant()));
    }

    private static boolean belongs(X509Certificate certificate, Bill bill) {
        try {
            TerminalSubject subject = TerminalSubject.of(certificate);
            return subject.terminalNo().equals(bill.terminalNo())
                    && subject.merchantNo().equals(bill.merchantNo())
                    && subject.acquirer().equals(bill.acquirer())
                    && subject.series() == bill.series();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
