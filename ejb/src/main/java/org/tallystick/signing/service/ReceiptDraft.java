package org.tallystick.signing.service;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.signing.Bill;

/**
 * A sealed bill on its way through the group commit. Owned by the batcher's thread from submission to completion; every field
 * is set anew by each {@link ReceiptWriter#decide}.
 */
final class ReceiptDraft {
    private SealedBill sealed;
    private final Set<Finding> found = EnumSet.noneOf(Finding.class);
    private final List<SideRecord> sideRecords = new ArrayList<>();
    private @Nullable String existing;
    private @Nullable Claim replaced;
    private int ordinal;
    private boolean stored;

    ReceiptDraft(SealedBill sealed) {
        this.sealed = sealed;
    }

    SealedBill sealed() {
        return sealed;
    }

    Bill bill() {
        return sealed.intake().bill();
    }

    BillKey key() {
        return BillKey.of(bill());
    }

    byte[] payloadDigest() {
        return sealed.intake().sent().payloadDigest();
    }

    boolean verified() {
        return sealed.intake().verified();
    }

    void reset() {
        found.clear();
        sideRecords.clear();
        existing = null;
        replaced = null;
        ordinal = 0;
        stored = false;
    }

    void sealedAnew(SealedBill other) {
        sealed = other;
    }

    void note(Finding finding) {
        found.add(finding);
    }

    /** Everything noticed, at the desk and in the group. */
    Set<Finding> findings() {
        Set<Finding> all = EnumSet.noneOf(Finding.class);
        all.addAll(sealed.intake().findings());
        all.addAll(found);
        return all;
    }

    /** The bill is stored already: the answer is that receipt. */
    void repeats(String number) {
        existing = number;
    }

    Optional<String> existing() {
        return Optional.ofNullable(existing);
    }

    /** The bill gets a receipt of its own. */
    void store(int claimOrdinal) {
        ordinal = claimOrdinal;
        stored = true;
    }

    boolean stored() {
        return stored;
    }

    int ordinal() {
        return ordinal;
    }

    void replaces(Claim claim) {
        replaced = claim;
    }

    /** Whether its receipt holds the counter: a later claim to it holds it only if it takes it from an earlier one. */
    boolean holdsCounter() {
        return ordinal == 0 || replaced != null;
    }

    Optional<Claim> replaced() {
        return Optional.ofNullable(replaced);
    }

    void attach(SideRecord record) {
        sideRecords.add(record);
    }

    List<SideRecord> sideRecords() {
        return sideRecords;
    }

    Claim claim() {
        return new Claim(
                sealed.number(),
                ordinal,
                holdsCounter(),
                verified(),
                sealed.intake().status(),
                payloadDigest(),
                Optional.of(bill().code()),
                false);
    }
}
