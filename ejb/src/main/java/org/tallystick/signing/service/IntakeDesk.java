package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.service.VouchedTerminals;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Decides whether a bill may be stored, and as what. Order (API.md, THREATS.md C1): parse, find the key, verify, and only then
 * look at what the bill says. Reads no counter and changes nothing.
 */
@ApplicationScoped
class IntakeDesk {
    private final SignatureCheck signatures;
    private final VouchedTerminals vouched;
    private final CertificateJudge judge;
    private final IntakeLimits limits;
    private final Clock clock;

    @Inject
    IntakeDesk(
            SignatureCheck signatures,
            VouchedTerminals vouched,
            CertificateJudge judge,
            IntakeLimits limits,
            Clock clock) {
        this.signatures = signatures;
        this.vouched = vouched;
        this.judge = judge;
        this.limits = limits;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected IntakeDesk() {
        this(null, null, null, null, null);
    }

    /** @throws Problem when the bill may not be stored; nothing was changed then */
    Intake receive(SignedBill sent, Sender sender) {
        try {
            return verified(sent, signatures.verify(sent, Typ.BILL));
        } catch (Problem problem) {
            return vouchedBySecret(sent, sender, problem);
        }
    }

    private Intake verified(SignedBill sent, SignatureCheck.Verified signature) {
        Instant now = clock.instant();
        Bill bill = Bill.parse(sent.payload());
        byte[] digest = sent.payloadDigest();
        TerminalSubject subject = signature.key().subject();
        requireTerminal(bill, subject);
        boolean later = subject.series() > bill.series();
        if (!later) {
            requireSeries(bill, subject);
        }
        bill.checkParts(sent.parts());
        limits.signed(bill.terminalNo());
        CertificateJudge.Times times =
                new CertificateJudge.Times(signature.header().iat(), now);
        CertificateJudge.Fitness atArrival = judge.judgeAtArrival(signature.key(), times);
        CertificateJudge.Fitness fitness =
                later ? atArrival : judge.judge(signature.key(), atArrival, digest, bill, times);
        if (fitness == CertificateJudge.Fitness.COMPROMISED) {
            throw new Problem(
                    ProblemType.CERTIFICATE_UNKNOWN,
                    "This certificate's key was reported stolen and no longer proves who sent the bill. Enrol again.");
        }
        if (later
                && (fitness != CertificateJudge.Fitness.FIT
                        || vouched.isReportedStolen(bill.terminalNo(), bill.series()))) {
            throw mismatch("series");
        }
        Instant signedAt = Instant.ofEpochSecond(signature.header().iat());
        Set<Finding> findings = IntakeFindings.of(bill, sent.parts(), signedAt, now);
        if (later) {
            findings.add(Finding.SIGNED_LATER);
        }
        boolean late = findings.contains(Finding.DELIVERED_LATE);
        return new Intake(
                sent,
                bill,
                digest,
                Optional.of(signature.entry()),
                fitness.cause(),
                late,
                findings,
                now,
                atArrival.cause());
    }

    /**
     * A bill that no signature vouches for is kept as unsigned if the terminal's fallback secret does. Every other problem, and
     * every unproven sender, is refused: nothing is stored.
     */
    private Intake vouchedBySecret(SignedBill sent, Sender sender, Problem problem) {
        Optional<Cause> cause = causeOf(problem, sent);
        if (cause.isEmpty() || sender.secret().isEmpty()) {
            if (cause.isPresent()) {
                limits.refused(sender.network());
            }
            throw problem;
        }
        Bill bill = Bill.parse(sent.payload());
        requireSecret(bill, sender);
        bill.checkParts(sent.parts());
        limits.unsigned(bill.terminalNo());
        Instant now = clock.instant();
        Set<Finding> findings = IntakeFindings.unsigned(bill, sent.parts(), now);
        return new Intake(sent, bill, sent.payloadDigest(), Optional.empty(), cause, false, findings, now, cause);
    }

    private void requireSecret(Bill bill, Sender sender) {
        Optional<TerminalSubject> terminal =
                sender.secret().flatMap(secret -> vouched.find(bill.terminalNo(), bill.series(), secret));
        if (terminal.isEmpty()) {
            limits.refused(sender.network());
            throw new Problem(
                    ProblemType.UNAUTHENTICATED, "The fallback secret is not that of the bill's terminal and series.");
        }
        requireTerminal(bill, terminal.get());
        requireSeries(bill, terminal.get());
    }

    /** Why the bill would be unsigned; empty if the problem is not about who signed it. */
    private static Optional<Cause> causeOf(Problem problem, SignedBill sent) {
        return switch (problem.type()) {
            case SIGNATURE_MISSING -> Optional.of(declaredCause(sent));
            case SIGNATURE_INVALID -> Optional.of(Cause.SIGNATURE_INVALID);
            case CERTIFICATE_UNKNOWN -> Optional.of(Cause.CERT_UNTRUSTED);
            default -> Optional.empty();
        };
    }

    private static Cause declaredCause(SignedBill sent) {
        return sent.cause()
                .map(code -> Cause.ofCode(code)
                        .orElseThrow(() -> Problem.member(
                                ProblemType.MEMBER_INVALID, "cause", "is none of the causes of a missing signature")))
                .orElse(Cause.UNKNOWN);
    }

    /** A key of a later enrolment of the same terminal may sign what is here unsigned; {@link ReceiptWriter} knows what is here. */
    private static void requireTerminal(Bill bill, TerminalSubject subject) {
        requireSame("terminalNo", bill.terminalNo(), subject.terminalNo());
        requireSame("merchantNo", bill.merchantNo(), subject.merchantNo());
        requireSame("acquirer", bill.acquirer(), subject.acquirer());
    }

    private static void requireSeries(Bill bill, TerminalSubject subject) {
        requireSame("series", String.valueOf(bill.series()), String.valueOf(subject.series()));
    }

    private static void requireSame(String member, String inBill, String certified) {
        if (!inBill.equals(certified)) {
            throw mismatch(member);
        }
    }

    /** The key speaks for another terminal, merchant or series than the bill. */
    static Problem mismatch(String member) {
        return Problem.member(ProblemType.BILL_MISMATCH, member, "is not the one the key was certified for");
    }
}
