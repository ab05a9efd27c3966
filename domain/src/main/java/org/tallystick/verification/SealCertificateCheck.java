package org.tallystick.verification;

import java.time.Instant;
import java.util.Optional;
import org.tallystick.signing.TrustedTime;

/** Does the seal's certificate come from a pinned root, for this role, and did it count when it sealed? */
final class SealCertificateCheck implements Check {
    static final String ID = "seal-certificate";

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
        Signer seal = evidence.seal();
        Optional<Instant> arrival = evidence.ledger().time();
        CheckResult result = CertificateQuestion.ask(ID, seal, arrival, evidence);
        boolean untimely = arrival.filter(time -> !TrustedTime.isSealTimely(seal.claimedTime(), time))
                .isPresent();
        return result.result() == Verdict.PASS && untimely
                ? new CheckResult(ID, Verdict.FAIL, "time", result.arguments(), result.details())
                : result;
    }
}
