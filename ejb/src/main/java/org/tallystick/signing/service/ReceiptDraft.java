package org.tallystick.signing.service;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.service.GroupContext;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;

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
    private boolean linked = true;
    private List<String> unlinked = List.of();

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
        return sealed.intake().payloadDigest();
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
        linked = true;
        unlinked = List.of();
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

    /** The bill's link leads to another receipt of the counter, and stays there. */
    void leaveLink() {
        linked = false;
    }

    /** The bill's link leads here from now on. @param from numbers of the receipts that lose it */
    void takeLink(List<String> from) {
        unlinked = from;
    }

    /** Numbers of earlier receipts of the counter whose link leads here from now on. */
    List<String> unlinked() {
        return unlinked;
    }

    /** Of the receipt's link; empty if another receipt of the counter keeps it. */
    Optional<String> code() {
        return Optional.of(bill().code()).filter(code -> linked);
    }

    /** Whether receipts that were stored before are no longer what they were. */
    boolean changesOthers() {
        return replaced != null || !unlinked.isEmpty();
    }

    void attach(SideRecord record) {
        sideRecords.add(record);
    }

    List<SideRecord> sideRecords() {
        return sideRecords;
    }

    /** As the database has it once the group is committed. */
    FreshReceipts.Fresh fresh(GroupContext group, long index) {
        Bill bill = bill();
        StoredReceipt asStored = new StoredReceipt(
                sealed.number(),
                bill.terminalNo(),
                bill.series(),
                bill.counter(),
                ordinal,
                holdsCounter(),
                code(),
                sealed.intake().status(),
                sealed.intake().cause().map(Cause::code),
                sealed.receipt().bytes(),
                group.log().id(),
                index,
                group.timeMillis(),
                findings().stream().map(Finding::name).toList(),
                bill.merchantNo(),
                bill.type());
        return new FreshReceipts.Fresh(asStored, bill, sealed.intake().channel());
    }

    Claim claim() {
        return new Claim(
                sealed.number(),
                ordinal,
                holdsCounter(),
                verified(),
                sealed.intake().status(),
                payloadDigest(),
                code(),
                false,
                false);
    }
}
