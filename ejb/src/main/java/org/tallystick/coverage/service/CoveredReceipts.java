package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.coverage.Assessment;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.ImageResult;
import org.tallystick.coverage.service.ReceiptReader.Read;
import org.tallystick.signing.service.StoredReceiptRepository;

/** Receipts that have been assessed before. */
@ApplicationScoped
class CoveredReceipts {
    private final StoredReceiptRepository receipts;
    private final ReceiptReader reader;
    private final PolicyRepository policies;
    private final CountRepository counts;

    /** A receipt with what it has and lacks. */
    record Known(Read read, Assessment assessment) {}

    @Inject
    CoveredReceipts(
            StoredReceiptRepository receipts, ReceiptReader reader, PolicyRepository policies, CountRepository counts) {
        this.receipts = receipts;
        this.reader = reader;
        this.policies = policies;
        this.counts = counts;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CoveredReceipts() {
        this(null, null, null, null);
    }

    /** Empty as long as it has not been assessed. */
    Optional<Known> of(String number) {
        Optional<ImageResult> image = counts.image(number);
        return image.flatMap(seen -> receipts.byNumber(number)
                .flatMap(reader::read)
                .map(read -> new Known(read, read.assess(seen, policies.requirements()))));
    }

    /** Counts it under another cause. */
    void recount(Known known, Diagnosis diagnosis) {
        counts.recount(known.read().stored().number(), diagnosis.cause().code());
    }
}
