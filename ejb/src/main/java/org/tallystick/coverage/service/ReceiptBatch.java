package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tallystick.coverage.Assessment;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.ImageResult;
import org.tallystick.coverage.RequirementPolicy;
import org.tallystick.coverage.service.CountRepository.Counted;
import org.tallystick.coverage.service.CountRepository.Covered;
import org.tallystick.coverage.service.ReceiptReader.Read;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.service.FreshReceipts;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** Assesses receipts in the order of the ledger: a batch, what came of it and the cursor in one transaction. */
@ApplicationScoped
class ReceiptBatch {
    /** Receipts that are fetched for a batch. */
    static final int MOST = 1_000;

    private static final int LONGEST_SCHEME = 24;

    private final FreshReceipts fresh;
    private final StoredReceiptRepository receipts;
    private final CursorRepository cursors;
    private final PolicyRepository policies;
    private final ReceiptReader reader;
    private final CountRepository counts;
    private final CaseFinder finder;

    @Inject
    ReceiptBatch(
            FreshReceipts fresh,
            StoredReceiptRepository receipts,
            CursorRepository cursors,
            PolicyRepository policies,
            ReceiptReader reader,
            CountRepository counts,
            CaseFinder finder) {
        this.fresh = fresh;
        this.receipts = receipts;
        this.cursors = cursors;
        this.policies = policies;
        this.reader = reader;
        this.counts = counts;
        this.finder = finder;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptBatch() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * Looks at what comes next in a log: at all that is in memory, as a row of counts is changed once in a batch for all of its receipts.
     *
     * @return how many receipts that were; fewer than {@link #MOST}: the rest has time
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int next(int logId) {
        long after = cursors.place(logId);
        if (receipts.behind(logId, after, 1).isEmpty()) {
            fresh.forget(logId);
            return 0;
        }
        cursors.hold();
        after = cursors.place(logId);
        List<FreshReceipts.Fresh> known = fresh.takeBehind(logId, after);
        if (!known.isEmpty()) {
            long last = known.get(known.size() - 1).stored().index();
            assess(logId, after, last, known.stream().map(Read::of).toList());
            return known.size();
        }
        List<StoredReceipt> batch = receipts.behind(logId, after, MOST);
        if (!batch.isEmpty()) {
            long last = batch.get(batch.size() - 1).index();
            assess(
                    logId,
                    after,
                    last,
                    batch.stream()
                            .flatMap(stored -> reader.read(stored).stream())
                            .toList());
        }
        return batch.size();
    }

    private void assess(int logId, long after, long last, List<Read> batch) {
        Set<CaseKey> known = cursors.withCases(logId, after, last);
        RequirementPolicy policy = policies.requirements();
        List<Covered> covered = new ArrayList<>();
        for (Read read : batch) {
            covered.add(assess(read, known, policy));
        }
        counts.add(covered);
        cursors.moveTo(logId, last);
    }

    private Covered assess(Read read, Set<CaseKey> known, RequirementPolicy policy) {
        ImageResult image = reader.image(read);
        Assessment assessment = read.assess(image, policy);
        Optional<String> cause = Optional.empty();
        if (read.stored().active() || read.isUnprovenClaim()) {
            if (read.stored().claim() > 0) {
                counts.take(read.key());
            }
            cause = finder.look(read, assessment, known.contains(read.key()))
                    .map(d -> d.cause().code());
            if (read.bill().type() == BillType.RECOVERY) {
                finder.recovered(read);
            }
        }
        return covered(read, assessment, cause.orElse(""));
    }

    private static Covered covered(Read read, Assessment assessment, String cause) {
        StoredReceipt stored = read.stored();
        Bill bill = read.bill();
        Counted counted = new Counted(
                bill.time().toLocalDate(),
                bill.acquirer(),
                bill.merchantNo(),
                bill.terminalNo(),
                bill.entryMode().name(),
                scheme(bill),
                assessment.requirement().answer().map(Enum::name).orElse(""),
                assessment.terminal().name(),
                assessment.cardholder().name(),
                cause);
        return new Covered(
                stored.logId(),
                stored.index(),
                stored.active(),
                counted,
                assessment.requirement().policy(),
                assessment.requirement().version(),
                assessment.feature().name(),
                assessment.image().name());
    }

    private static String scheme(Bill bill) {
        String scheme = bill.card().flatMap(Bill.Card::scheme).orElse("").strip();
        String shortened = scheme.length() > LONGEST_SCHEME ? scheme.substring(0, LONGEST_SCHEME) : scheme;
        return shortened.toUpperCase(Locale.ROOT);
    }
}
