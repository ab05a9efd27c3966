package org.tallystick.verification;

import java.time.Instant;
import java.util.Optional;

/**
 * Does the ledger know that the terminal's certificate was issued, or, if it was issued elsewhere, given to this terminal? Whoever steals
 * the key of an authority can make certificates, but no entries of the past (THREATS.md F6).
 */
final class CertificateLoggedCheck implements Check {
    private static final String ID = "certificate-logged";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.terminal()
                .map(signer -> answer(signer, evidence))
                .orElseGet(() -> CheckResult.unknown(ID, "no-signature"));
    }

    private static CheckResult answer(Signer signer, Evidence evidence) {
        IssueProof proof = evidence.issue();
        if (proof.time().isPresent()) {
            return proven(proof.time().get(), evidence);
        }
        if (proof.found()) {
            return CheckResult.warn(ID, "not-proven");
        }
        Optional<Boolean> known = signer.certificate()
                .flatMap(certificate -> evidence.online().certificates().apply(certificate))
                .flatMap(state -> state.logged().get());
        return known.map(logged -> logged ? CheckResult.pass(ID, "known") : CheckResult.warn(ID, "missing"))
                .orElseGet(() -> CheckResult.offline(ID));
    }

    private static CheckResult proven(Instant time, Evidence evidence) {
        boolean later = evidence.ledger().time().filter(time::isAfter).isPresent();
        return (later ? CheckResult.warn(ID, "later", time) : CheckResult.pass(ID, "proven", time))
                .with("ledgerTime", time.toString());
    }
}
