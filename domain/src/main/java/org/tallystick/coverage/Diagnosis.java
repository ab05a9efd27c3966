package org.tallystick.coverage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/**
 * Why something is missing, which rule says so, and what it looked at.
 *
 * @param rule id of the rule
 * @param inputs what it looked at, by name
 */
public record Diagnosis(Cause cause, String rule, int version, Map<String, String> inputs) {
    /** Integrity, requirement, certificate, upload, device, operator, unknown. */
    private static final List<DiagnosisRule> ORDER = List.of(
            new ConflictRule(),
            new SignatureInvalidRule(),
            new ChainRule(),
            new FeatureCodeRule(),
            new ImageReusedRule(),
            new PendingRule(),
            new ClockRule(),
            new CertificateRule(),
            new OutageRule(),
            new PlatformOutageRule(),
            new UploadRule(),
            new WaitingRule(),
            new DeviceRule(),
            new ImageRule(),
            new PadRule(),
            new CrashRule(),
            new OperatorRule(),
            new PaperRule(),
            new ProgramRule(),
            new NotAskedRule(),
            new UnknownRule());

    /** Asks one rule after the other; the first that answers decides. */
    public static Diagnosis of(CaseFacts facts) {
        for (DiagnosisRule rule : ORDER) {
            Optional<Cause> cause = rule.answer(facts);
            if (cause.isPresent()) {
                return new Diagnosis(cause.get(), rule.id(), rule.version(), rule.inputs(facts));
            }
        }
        throw new IllegalStateException("the last rule always answers");
    }

    /** Ids of all rules, in their order: for the texts. */
    public static List<String> rules() {
        return ORDER.stream().map(DiagnosisRule::id).toList();
    }

    /** Whose turn it is. */
    public CauseGroup group() {
        return CauseTable.group(cause);
    }
}
