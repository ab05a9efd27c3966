package org.tallystick.verification;

import java.util.Optional;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.signing.Bill;
import org.tallystick.signing.CertificateValidity.Judgement;

/** Does the terminal's certificate come from a pinned root, for this very terminal, and did it count when it signed? */
final class TerminalCertificateCheck implements Check {
    static final String ID = "terminal-certificate";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.terminal()
                .map(signer -> answer(signer, evidence, context))
                .orElseGet(() -> CheckResult.unknown(ID, "no-signature"));
    }

    private static CheckResult answer(Signer signer, Evidence evidence, VerificationContext context) {
        boolean foreign = signer.path()
                .filter(TrustPath::isTrusted)
                .filter(TrustPath::foreign)
                .isPresent();
        if (foreign && evidence.givenTo(signer).isEmpty()) {
            return CheckResult.unknown(ID, "not-given").with("thumbprint", signer.thumbprintText());
        }
        if (isOfAnotherTerminal(signer, evidence)) {
            return CheckResult.fail(ID, "subject").with("thumbprint", signer.thumbprintText());
        }
        CheckResult result =
                worded(CertificateQuestion.ask(ID, signer, evidence.trustedTime(), evidence), signer, evidence);
        return mayBeProvenEarlier(result, evidence, context)
                ? new CheckResult(
                        ID, Verdict.UNKNOWN, CertificateQuestion.EARLIER_UNPROVEN, result.arguments(), result.details())
                : result;
    }

    private static boolean isLaterSeries(Signer signer, Evidence evidence) {
        return signer.path()
                .filter(TrustPath::isTrusted)
                .flatMap(path -> subject(signer, path, evidence))
                .flatMap(subject -> evidence.bill().map(bill -> subject.series() > bill.series()))
                .orElse(false);
    }

    private static CheckResult worded(CheckResult result, Signer signer, Evidence evidence) {
        return result.result() == Verdict.PASS && isLaterSeries(signer, evidence)
                ? new CheckResult(ID, Verdict.PASS, "later-series", result.arguments(), result.details())
                : result;
    }

    private static boolean isOfAnotherTerminal(Signer signer, Evidence evidence) {
        return signer.path()
                .filter(TrustPath::isTrusted)
                .flatMap(path -> evidence.bill().map(bill -> subject(signer, path, evidence)
                        .filter(subject -> isOf(subject, bill, evidence.statedSignedLater()))
                        .isEmpty()))
                .orElse(false);
    }

    /** The platform's own statement lets a later enrolment of the terminal sign, and nothing else does. */
    private static boolean isOf(TerminalSubject subject, Bill bill, boolean signedLater) {
        return subject.terminalNo().equals(bill.terminalNo())
                && subject.merchantNo().equals(bill.merchantNo())
                && subject.acquirer().equals(bill.acquirer())
                && (subject.series() == bill.series() || signedLater && subject.series() > bill.series());
    }

    /** The certificate says it itself; one that was issued elsewhere cannot, so that the platform's record in the ledger does. */
    private static Optional<TerminalSubject> subject(Signer signer, TrustPath path, Evidence evidence) {
        if (path.foreign()) {
            return evidence.givenTo(signer);
        }
        try {
            return Optional.of(TerminalSubject.of(path.certificate()));
        } catch (IllegalArgumentException noTerminal) {
            return Optional.empty();
        }
    }

    /**
     * The platform sealed a late bill as signed although its certificate had expired on arrival: it knew a later bill or a
     * heartbeat that names this one. Offline nobody can look that up, and nobody may call the bill false.
     */
    private static boolean mayBeProvenEarlier(CheckResult result, Evidence evidence, VerificationContext context) {
        return context.online().isEmpty()
                && result.result() == Verdict.FAIL
                && result.why().equals(CertificateQuestion.why(Judgement.EXPIRED))
                && evidence.receipt().sealHeader().statement().late()
                && !evidence.statedUnsigned();
    }
}
