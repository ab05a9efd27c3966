package org.tallystick.verification;

import java.time.Instant;
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
        if (known.stream().anyMatch(state -> state.revocation().isPresent())) {
            return CheckResult.warn(id(), "revoked-later");
        }
        return known.stream()
                .flatMap(state -> state.list().stream())
                .filter(list -> isStale(list, context.at()))
                .findFirst()
                .map(this::stale)
                .orElseGet(() -> CheckResult.pass(id(), "good"));
    }

    private static boolean isStale(OnlineFacts.ForeignList list, Instant at) {
        return list.until().filter(at::isBefore).isEmpty();
    }

    /** That nothing newer is known of an authority elsewhere is said, and never taken for good news. */
    private CheckResult stale(OnlineFacts.ForeignList list) {
        return list.until()
                .map(end -> CheckResult.warn(id(), "list-stale", end))
                .orElseGet(() -> CheckResult.warn(id(), "list-none"));
    }
}
