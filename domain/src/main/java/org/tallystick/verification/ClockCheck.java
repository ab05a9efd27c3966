package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
        Optional<Instant> arrival = evidence.ledger().time();
        if (arrival.isEmpty()) {
            return CheckResult.unknown(id(), "time-unproven");
        }
        if (arrival.get().isAfter(context.at().plus(TrustedTime.CLOCK_TOLERANCE))) {
            return CheckResult.warn(id(), "ledger-ahead", arrival.get());
        }
        Instant sale = evidence.bill().map(bill -> bill.time().toInstant()).orElse(arrival.get());
        Instant signed = evidence.terminal().map(Signer::claimedTime).orElse(sale);
        if (TrustedTime.isClockSkewed(signed, arrival.get())) {
            return CheckResult.warn(id(), "skew", arrival.get());
        }
        if (TrustedTime.isSaleFarFromSignature(sale, signed)) {
            return CheckResult.warn(id(), "sale-differs", Duration.between(sale, signed));
        }
        return CheckResult.pass(id(), "agree", arrival.get(), Duration.between(signed, arrival.get()));
    }
}
