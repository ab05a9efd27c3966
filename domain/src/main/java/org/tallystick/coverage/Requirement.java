package org.tallystick.coverage;

import java.util.Optional;
import org.tallystick.signing.SignatureRequirement;

/**
 * Whether the cardholder had to sign, and which rule decided.
 *
 * @param answer empty where no card was used, or nothing was sold
 * @param policy id of the deciding row; empty if none was asked
 * @param version its version; 0 if none was asked
 */
public record Requirement(Optional<SignatureRequirement> answer, String policy, int version) {
    /** Nothing was sold by card. */
    public static final Requirement NONE = new Requirement(Optional.empty(), "", 0);

    /** Whether a signature has to be there. */
    public boolean isRequired() {
        return answer.filter(a -> a == SignatureRequirement.REQUIRED).isPresent();
    }
}
