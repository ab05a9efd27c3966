package org.tallystick.verification;

/** Is this very receipt in the ledger, under a checkpoint of a pinned log key? */
final class InLedgerCheck implements Check {
    @Override
    public String id() {
        return LedgerProof.ID;
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.ledger().result();
    }
}
