package org.tallystick.verification;

import java.util.List;
import org.tallystick.verification.OnlineFacts.CertificateState;

/** Has a signing certificate of this receipt been revoked by now, whenever? */
final class RevocationOnlineCheck implements Check {
    @Override
    public String id() {
        return "revocation-online";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        List<CertificateState> known = evidence.signers().stream()
                .flatMap(signer -> signer.certificate().stream())
                .flatMap(certificate -> evidence.online().certificates().apply(certificate).stream())
                .toList();
        if (known.isEmpty()) {
            return CheckResult.offline(id());
        }
        return known.stream().anyMatch(state -> state.revocation().isPresent())
                ? CheckResult.warn(id(), "revoked-later")
                : CheckResult.pass(id(), "good");
    }
}
