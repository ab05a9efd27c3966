package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.ProgramVersion;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureStatus;

/**
 * Was the terminal's program older than its device must have, where the program alone decides: it did not sign and does not say why, or it
 * did not ask for a signature that was due?
 */
final class ProgramRule implements DiagnosisRule {
    @Override
    public String id() {
        return "program";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        boolean silent = facts.lacks(Missing.TERMINAL_SIGNATURE) && facts.isCause(Set.of(Cause.UNKNOWN));
        boolean decides = silent || facts.isStatus(SignatureStatus.NOT_REQUIRED);
        return decides && facts.device().program().isOld() ? Optional.of(Cause.FIRMWARE_OLD) : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        CaseFacts.Program program = facts.device().program();
        return Map.of(
                "brand", program.running().brand(),
                "model", program.running().model(),
                "firmware", program.running().firmware(),
                "minimum", program.missed().map(ProgramVersion::toString).orElse(""));
    }
}
