package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import org.tallystick.receipts.Lookup;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.RateLimiter;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.service.PlatformVerifier;
import org.tallystick.verification.service.ReceiptFiles;

/**
 * Answers whether there is a receipt with the facts printed on a slip. The answer is an outcome and nothing else, and a number can
 * be asked for five times a day, from wherever (THREATS.md C9).
 */
@ApplicationScoped
class SlipLookups {
    private static final double SECONDS_A_DAY = 86_400;
    private static final int NUMBERS = 200_000;

    private final StoredReceiptRepository receipts;
    private final ReceiptFiles files;
    private final PlatformVerifier verifier;
    private final RateLimiter tries;

    @Inject
    SlipLookups(
            StoredReceiptRepository receipts,
            ReceiptFiles files,
            PlatformVerifier verifier,
            Settings settings,
            Clock clock) {
        this.receipts = receipts;
        this.files = files;
        this.verifier = verifier;
        double aDay = settings.decimal("tallystick.limits.lookups-per-number-and-day");
        this.tries = new RateLimiter(aDay / SECONDS_A_DAY, aDay, NUMBERS, clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SlipLookups() {
        receipts = null;
        files = null;
        verifier = null;
        tries = null;
    }

    Outcome lookUp(Lookup lookup) {
        String key = lookup.countedBy();
        if (!tries.tryAcquire(key)) {
            throw new Problem(
                            ProblemType.RATE_LIMITED,
                            "This receipt has been asked for often enough today. Use the link on the slip, or come back tomorrow.")
                    .with("retryAfter", tries.retryAfter(key));
        }
        return candidates(lookup).stream()
                .filter(StoredReceipt::active)
                .filter(stored -> fits(lookup, stored))
                .findFirst()
                .map(stored -> verifier.verify(files.of(stored)).outcome())
                .orElse(Outcome.NOT_FOUND);
    }

    private List<StoredReceipt> candidates(Lookup lookup) {
        return lookup.number()
                .map(number -> receipts.byNumber(number).stream().toList())
                .orElseGet(() -> receipts.bySlip(
                        lookup.terminalNo().orElse(""), lookup.traceNo().orElse(""), lookup.date()));
    }

    private static boolean fits(Lookup lookup, StoredReceipt stored) {
        Bill bill = Bill.parse(Receipt.parse(stored.stored()).payload());
        return bill.time().toLocalDate().equals(lookup.date())
                && lookup.amount().is(bill.amount(), Currency.getInstance(bill.currency()));
    }
}
