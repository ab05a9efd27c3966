package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.tallystick.receipts.RelatedReceipt;
import org.tallystick.receipts.RelatedReceipt.Relation;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.RemovedReceiptRepository;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** Finds the other receipts about the same sale. */
@ApplicationScoped
class RelatedReceipts {
    private final StoredReceiptRepository receipts;
    private final RemovedReceiptRepository removed;

    @Inject
    RelatedReceipts(StoredReceiptRepository receipts, RemovedReceiptRepository removed) {
        this.receipts = receipts;
        this.removed = removed;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RelatedReceipts() {
        this(null, null);
    }

    /** Those that still have a link and do not go with a removed log, in the order: same counter, original, later ones. */
    List<RelatedReceipt> of(StoredReceipt stored, Optional<Bill> bill) {
        List<RelatedReceipt> related = new ArrayList<>();
        receipts.ofCounter(stored.terminalNo(), stored.series(), stored.counter()).stream()
                .filter(other -> !other.number().equals(stored.number()))
                .forEach(other ->
                        add(related, other.claim() > stored.claim() ? Relation.REPLACED_BY : Relation.REPLACES, other));
        bill.flatMap(Bill::original).ifPresent(original -> addOriginal(related, original));
        receipts.referringTo(stored.terminalNo(), stored.series(), stored.counter())
                .forEach(other -> relation(other).ifPresent(relation -> add(related, relation, other)));
        return related;
    }

    private void addOriginal(List<RelatedReceipt> related, Bill.Original original) {
        if (original.terminalNo().isPresent()
                && original.series().isPresent()
                && original.counter().isPresent()) {
            receipts
                    .ofCounter(
                            original.terminalNo().get(),
                            original.series().get(),
                            original.counter().get())
                    .stream()
                    .filter(StoredReceipt::active)
                    .forEach(other -> add(related, Relation.ORIGINAL, other));
        }
    }

    private static Optional<Relation> relation(StoredReceipt other) {
        return switch (other.type()) {
            case VOID, PREAUTH_VOID, COMPLETION_VOID -> Optional.of(Relation.VOIDED_BY);
            case REFUND -> Optional.of(Relation.REFUNDED_BY);
            case COMPLETION -> Optional.of(Relation.COMPLETED_BY);
            case SALE, PREAUTH, RECOVERY -> Optional.empty();
        };
    }

    private void add(List<RelatedReceipt> related, Relation relation, StoredReceipt other) {
        if (other.code().isPresent() && removed.byNumber(other.number()).isEmpty()) {
            Bill bill = Bill.parse(Receipt.parse(other.stored()).payload());
            related.add(new RelatedReceipt(
                    relation,
                    other.code().get(),
                    other.number(),
                    bill.time(),
                    new Money(bill.amount(), Currency.getInstance(bill.currency()))));
        }
    }
}
