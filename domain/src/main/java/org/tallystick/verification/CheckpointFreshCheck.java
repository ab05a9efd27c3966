package org.tallystick.verification;

/** Does the newest ledger state contain the one that the proof leads to? */
final class CheckpointFreshCheck implements Check {
    @Override
    public String id() {
        return "checkpoint-fresh";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return switch (evidence.online().newestCheckpoint()) {
            case CONSISTENT -> CheckResult.pass(id(), "consistent");
            case INCONSISTENT -> CheckResult.warn(id(), "inconsistent");
            case NOT_KNOWN -> CheckResult.offline(id());
        };
    }
}
