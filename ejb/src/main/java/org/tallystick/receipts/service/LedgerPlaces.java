package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** Where a receipt stands in the ledger, for somebody who has its number or its digest. The place tells nothing of the sale. */
@ApplicationScoped
@PermitAll
public class LedgerPlaces {
    private final StoredReceiptRepository receipts;
    private final LedgerFiles ledger;

    @Inject
    LedgerPlaces(StoredReceiptRepository receipts, LedgerFiles ledger) {
        this.receipts = receipts;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerPlaces() {
        this(null, null);
    }

    /**
     * A log's address and an index in it.
     *
     * @param prefix {@code /ledger/<acquirer>/<quarter>}
     */
    public record Place(String prefix, long index) {}

    /** @param number as typed; what is no receipt number is not found */
    public Optional<Place> ofNumber(String number) {
        return ReceiptNumber.normalise(number).flatMap(receipts::byNumber).flatMap(this::place);
    }

    /** @param code of a receipt's link */
    public Optional<Place> ofCode(String code) {
        return receipts.byCode(code).flatMap(this::place);
    }

    /** @param digest 32 bytes */
    public Optional<Place> ofDigest(byte[] digest) {
        return receipts.byDigest(digest).flatMap(this::place);
    }

    private Optional<Place> place(StoredReceipt stored) {
        return ledger.log(stored.logId()).map(log -> new Place(log.prefix(), stored.index()));
    }
}
