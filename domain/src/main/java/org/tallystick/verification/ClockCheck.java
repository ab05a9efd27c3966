package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;
import org.tallystick.signing.TrustedTime;

/** Do the terminal's times agree with the ledger's? The ledger's counts. */
final class ClockCheck implements Check {
    @Override
    public String id() {
        return "clock";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.ledger()
                .time()
                .map(arrival -> compare(arrival, evidence, context).with("ledgerTime", arrival.toString()))
                .orElseGet(() -> CheckResult.unknown(id(), "time-unproven"));
    }

    private CheckResult compare(Instant arrival, Evidence evidence, VerificationContext context) {
        if (arrival.isAfter(context.at().plus(TrustedTime.CLOCK_TOLERANCE))) {
            return CheckResult.warn(id(), "ledger-ahead", arrival);
        }
        Instant sale = evidence.bill().map(bill -> bill.time().toInstant()).orElse(arrival);
        Instant signed = evidence.terminal().map(Signer::claimedTime).orElse(sale);
        if (TrustedTime.isClockSkewed(signed, arrival)) {
            return CheckResult.warn(id(), "skew", arrival);
        }
        return TrustedTime.isSaleFarFromSignature(sale, signed)
                ? CheckResult.warn(id(), "sale-differs", Duration.between(sale, signed))
                : CheckResult.pass(id(), "agree", arrival, Duration.between(signed, arrival));
    }
}
