package org.tallystick.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Bill;

/**
 * Asks every question about a receipt and draws the outcome (API.md, Report; THREATS.md 3.2 and 3.5). Stateless and
 * thread-safe.
 *
 * <p>Never throws for bad input: what cannot be read fails the question {@code format}, and everything else is unknown.
 */
public final class ReceiptVerifier {
    private static final List<Check> CHECKS = List.of(
            new FormatCheck(),
            new BillSignatureCheck(),
            new TerminalCertificateCheck(),
            new SealSignatureCheck(),
            new SealCertificateCheck(),
            new SealCoversTerminalCheck(),
            new AlgorithmsCheck(),
            new InLedgerCheck(),
            new CardholderSignatureCheck(),
            new LateCheck(),
            new PartsMatchCheck(),
            new WitnessedCheck(),
            new TimestampedCheck(),
            new CheckpointFreshCheck(),
            new ChainUnbrokenCheck(),
            new ClockCheck(),
            new AmountsAddUpCheck(),
            new RevocationOnlineCheck(),
            new CertificateLoggedCheck(),
            new NotVoidedCheck());

    /** Asked only where a late signature was given. */
    private static final Check LATE = new LateSignatureCheck();

    /** Questions that an unsigned bill may fail without being less true. */
    private static final Set<String> TERMINAL_ONLY = Set.of(BillSignatureCheck.ID, TerminalCertificateCheck.ID);

    /** Questions whose answer rests on roots and log keys. */
    private static final Set<String> ANCHORED = Set.of(
            TerminalCertificateCheck.ID,
            SealCertificateCheck.ID,
            LedgerProof.ID,
            TimestampChain.ID,
            LateSignatureCheck.ID);

    /** Reads a receipt file or a stored receipt and verifies it. */
    public VerificationReport verify(byte[] upload, VerificationContext context) {
        try {
            return verify(ReceiptFile.parse(upload), context);
        } catch (Problem e) {
            return unreadable(e, context);
        }
    }

    /** Verifies a receipt file that was read or put together by the caller. */
    public VerificationReport verify(ReceiptFile file, VerificationContext context) {
        Evidence evidence;
        try {
            evidence = Evidence.read(file, context);
        } catch (Problem e) {
            return unreadable(e, context);
        }
        VerificationPolicy policy = context.policy();
        Stream<CheckResult> always = CHECKS.stream()
                .map(check -> policy.asks(check.id())
                        ? pinned(check.check(evidence, context), context)
                        : CheckResult.notAsked(check.id()));
        Stream<CheckResult> later =
                evidence.late().map(given -> pinned(LATE.check(evidence, context), context)).stream();
        List<CheckResult> results = Stream.concat(always, later).toList();
        return report(evidence, results, context, policy);
    }

    /** Names of the questions that are always asked, in their order. */
    public static List<String> questions() {
        return CHECKS.stream().map(Check::id).toList();
    }

    /** Whether a question that could not be answered leaves the outcome unknown, whatever a receipt is checked for. */
    public static boolean isDecisive(String id) {
        return CHECKS.stream().anyMatch(check -> check.id().equals(id) && check.decisive());
    }

    private static VerificationReport report(
            Evidence evidence, List<CheckResult> results, VerificationContext context, VerificationPolicy policy) {
        boolean inLedger = is(results, LedgerProof.ID, result -> result.result() == Verdict.PASS);
        Decision decision = decide(results, evidence.statedUnsigned(), policy);
        return new VerificationReport(
                decision.outcome(),
                decision.by(),
                Optional.of(evidence.receipt().sealHeader().statement().number()),
                context.at(),
                evidence.trustedTime().filter(time -> inLedger),
                results,
                vouchedBill(evidence, results),
                policy);
    }

    /** Keys that came from the place under test prove nothing about it: what they say is not known. */
    private static CheckResult pinned(CheckResult result, VerificationContext context) {
        boolean worthless =
                !context.anchors().pinned() && ANCHORED.contains(result.id()) && result.result() == Verdict.PASS;
        return worthless
                ? new CheckResult(result.id(), Verdict.UNKNOWN, "not-pinned", List.of(), result.details())
                : result;
    }

    /** An outcome, and the answer that made it so; none if everything is as it should be. */
    private record Decision(Outcome outcome, Optional<String> by) {}

    private static Decision decide(List<CheckResult> results, boolean unsigned, VerificationPolicy policy) {
        List<CheckResult> counting = results.stream()
                .filter(result -> !unsigned || !TERMINAL_ONLY.contains(result.id()))
                .toList();
        return first(counting, result -> result.result() == Verdict.FAIL)
                .map(id -> new Decision(Outcome.NOT_GENUINE, Optional.of(id)))
                .or(() -> first(counting, result -> result.result() != Verdict.PASS && policy.isDecisive(result.id()))
                        .map(id -> new Decision(Outcome.UNKNOWN, Optional.of(id))))
                .orElseGet(() -> unsigned
                        ? new Decision(Outcome.UNSIGNED, first(results, result -> result.result() != Verdict.PASS))
                        : new Decision(Outcome.GENUINE, Optional.empty()));
    }

    private static Optional<String> first(List<CheckResult> results, Predicate<CheckResult> condition) {
        return results.stream().filter(condition).map(CheckResult::id).findFirst();
    }

    /**
     * The bill, if keys that lead to a pinned root signed it, even where the ledger's proof is missing. Anybody can put
     * signatures that hold under keys of their own, and pages must not show what those say.
     */
    private static Optional<Bill> vouchedBill(Evidence evidence, List<CheckResult> results) {
        boolean sealed = is(results, SealSignatureCheck.ID, result -> result.result() == Verdict.PASS)
                && is(results, SealCertificateCheck.ID, ReceiptVerifier::isOfTrustedKey);
        boolean signed = is(results, BillSignatureCheck.ID, result -> result.result() == Verdict.PASS)
                && is(results, TerminalCertificateCheck.ID, ReceiptVerifier::isOfTrustedKey);
        return evidence.bill().filter(bill -> sealed && (signed || evidence.statedUnsigned()));
    }

    private static boolean isOfTrustedKey(CheckResult certificate) {
        return certificate.result() == Verdict.PASS
                || certificate.result() == Verdict.UNKNOWN && CertificateQuestion.isTimeAlone(certificate.why());
    }

    private static boolean is(List<CheckResult> results, String id, Predicate<CheckResult> condition) {
        return results.stream().anyMatch(result -> result.id().equals(id) && condition.test(result));
    }

    private static VerificationReport unreadable(Problem problem, VerificationContext context) {
        List<CheckResult> results = CHECKS.stream()
                .map(check -> check.id().equals(FormatCheck.ID)
                        ? FormatCheck.unreadable(problem)
                        : CheckResult.unreadable(check.id()))
                .toList();
        return new VerificationReport(
                Outcome.NOT_GENUINE,
                Optional.of(FormatCheck.ID),
                Optional.empty(),
                context.at(),
                Optional.empty(),
                results,
                Optional.empty(),
                context.policy());
    }
}
