package org.tallystick.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.Problem;

/**
 * Asks every question about a receipt and draws the outcome (API.md, Report; THREATS.md 3.2 and 3.5). Stateless and thread-safe.
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
            new CheckpointFreshCheck(),
            new ChainUnbrokenCheck(),
            new ClockCheck(),
            new AmountsAddUpCheck(),
            new RevocationOnlineCheck(),
            new NotVoidedCheck());

    /** Questions that an unsigned bill may fail without being less true. */
    private static final Set<String> TERMINAL_ONLY = Set.of("bill-signature", "terminal-certificate");

    /** Questions whose answer rests on roots and log keys. */
    private static final Set<String> ANCHORED = Set.of("terminal-certificate", "seal-certificate", LedgerProof.ID);

    /** Reads a receipt file or a stored receipt and verifies it. */
    public VerificationReport verify(byte[] upload, VerificationContext context) {
        try {
            return verify(ReceiptFile.parse(upload), context);
        } catch (Problem e) {
            return unreadable(e, context);
        }
    }

    public VerificationReport verify(ReceiptFile file, VerificationContext context) {
        try {
            return report(Evidence.read(file, context), context);
        } catch (Problem e) {
            return unreadable(e, context);
        }
    }

    /** Names of all questions, in the order in which they are asked. */
    public static List<String> questions() {
        return CHECKS.stream().map(Check::id).toList();
    }

    /** Whether a question that could not be answered leaves the outcome unknown. */
    public static boolean isDecisive(String id) {
        return CHECKS.stream().anyMatch(check -> check.id().equals(id) && check.decisive());
    }

    private static VerificationReport report(Evidence evidence, VerificationContext context) {
        List<CheckResult> results = CHECKS.stream()
                .map(check -> pinned(check.check(evidence, context), context))
                .toList();
        boolean unsigned = evidence.statedUnsigned();
        Outcome outcome = outcome(results, unsigned);
        boolean held = passed(results, "seal-signature") && (unsigned || passed(results, "bill-signature"));
        return new VerificationReport(
                outcome,
                Optional.of(evidence.receipt().sealHeader().statement().number()),
                context.at(),
                evidence.trustedTime(),
                results,
                held ? evidence.bill() : Optional.empty());
    }

    /** Keys that came from the place under test prove nothing about it: what they say is not known. */
    private static CheckResult pinned(CheckResult result, VerificationContext context) {
        boolean worthless =
                !context.anchors().pinned() && ANCHORED.contains(result.id()) && result.result() == Verdict.PASS;
        return worthless ? CheckResult.unknown(result.id(), "not-pinned") : result;
    }

    private static Outcome outcome(List<CheckResult> results, boolean unsigned) {
        List<CheckResult> counting = results.stream()
                .filter(result -> !unsigned || !TERMINAL_ONLY.contains(result.id()))
                .toList();
        if (counting.stream().anyMatch(result -> result.result() == Verdict.FAIL)) {
            return Outcome.NOT_GENUINE;
        }
        if (counting.stream().anyMatch(result -> result.result() == Verdict.UNKNOWN && isDecisive(result.id()))) {
            return Outcome.UNKNOWN;
        }
        return unsigned ? Outcome.UNSIGNED : Outcome.GENUINE;
    }

    private static boolean passed(List<CheckResult> results, String id) {
        return results.stream().anyMatch(result -> result.id().equals(id) && result.result() == Verdict.PASS);
    }

    private static VerificationReport unreadable(Problem problem, VerificationContext context) {
        List<CheckResult> results = CHECKS.stream()
                .map(check -> check.id().equals(FormatCheck.ID)
                        ? FormatCheck.unreadable(problem)
                        : CheckResult.unreadable(check.id()))
                .toList();
        return new VerificationReport(
                Outcome.NOT_GENUINE, Optional.empty(), context.at(), Optional.empty(), results, Optional.empty());
    }
}
