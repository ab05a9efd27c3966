package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.service.RemovedReceipt;
import org.tallystick.signing.service.RemovedReceiptRepository;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/**
 * Where a receipt stands in the ledger, also one that was removed after its retention, for somebody who has its number or its digest. The place
 * tells nothing of the sale.
 */
@ApplicationScoped
@PermitAll
public class LedgerPlaces {
    private final StoredReceiptRepository receipts;
    private final RemovedReceiptRepository removed;
    private final LedgerFiles ledger;

    @Inject
    LedgerPlaces(StoredReceiptRepository receipts, RemovedReceiptRepository removed, LedgerFiles ledger) {
        this.receipts = receipts;
        this.removed = removed;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerPlaces() {
        this(null, null, null);
    }

    /**
     * A log's address and an index in it.
     *
     * @param prefix {@code /ledger/<acquirer>/<quarter>}
     */
    public record Place(String prefix, long index) {}

    /** @param number as typed; what is no receipt number is not found */
    public Optional<Place> ofNumber(String number) {
        return ReceiptNumber.normalise(number)
                .flatMap(known -> receipts.byNumber(known).flatMap(this::place).or(() -> removed.byNumber(known)
                        .flatMap(this::place)));
    }

    /** @param code of a receipt's link */
    public Optional<Place> ofCode(String code) {
        return receipts.byCode(code).flatMap(this::place).or(() -> removed.byCode(code)
                .flatMap(this::place));
    }

    /** @param digest 32 bytes */
    public Optional<Place> ofDigest(byte[] digest) {
        return receipts.byDigest(digest).flatMap(this::place).or(() -> removed.byDigest(digest)
                .flatMap(this::place));
    }

    private Optional<Place> place(StoredReceipt stored) {
        return place(stored.logId(), stored.index());
    }

    private Optional<Place> place(RemovedReceipt receipt) {
        return place(receipt.logId(), receipt.index());
    }

    private Optional<Place> place(int logId, long index) {
        return ledger.log(logId).map(log -> new Place(log.prefix(), index));
    }
}
