package org.tallystick.enrolment.service;

import java.util.Optional;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;

/**
 * What came of a code: a certificate, or a refusal; and with some refusals the certificate that is suspended from now on.
 * A value instead of an exception, because what a refusal changes has to be committed.
 */
record Redemption(Optional<StoredCertificate> issued, Optional<Problem> refusal, Optional<String> suspended) {
    static Redemption of(StoredCertificate certificate) {
        return new Redemption(Optional.of(certificate), Optional.empty(), Optional.empty());
    }

    static Redemption refused(Problem problem) {
        return new Redemption(Optional.empty(), Optional.of(problem), Optional.empty());
    }

    static Redemption suspending(Problem problem, String thumbprint) {
        return new Redemption(Optional.empty(), Optional.of(problem), Optional.of(thumbprint));
    }
}
