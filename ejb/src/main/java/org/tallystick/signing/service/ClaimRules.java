package org.tallystick.signing.service;

import java.util.List;
import java.util.Optional;
import org.tallystick.signing.ReceiptStatus;

/** What a bill means for the receipts of those who have claimed its counter before (API.md "Signing"). */
final class ClaimRules {
    private ClaimRules() {}

    /** Whatever comes for a counter of which nothing is kept any more, and a bill whose own receipt is not: neither makes a new one. */
    static boolean isRemoved(List<Claim> claims, Optional<Claim> same) {
        return same.filter(Claim::removed).isPresent()
                || (!claims.isEmpty() && claims.stream().allMatch(Claim::removed));
    }

    /**
     * A verified bill improves on an unverified one, and a signed receipt on an unsigned one, over the same payload; but the time at which
     * the bill is proven to have been there says nothing of a signature that comes after it.
     */
    static boolean improves(ReceiptDraft draft, Claim claim) {
        Intake intake = draft.sealed().intake();
        boolean nowSigned = intake.status() == ReceiptStatus.SIGNED;
        if (nowSigned && !intake.fitAtArrival()) {
            return false;
        }
        return (draft.verified() && !claim.verified()) || (nowSigned && claim.status() == ReceiptStatus.UNSIGNED);
    }

    /**
     * A bill that gets another receipt is sealed as what it is now, if need be as less than one that nothing proves any more: else its till could
     * never be answered. Only that it was here without a signature that counts is not forgotten, as one that comes after it is not the sale's.
     */
    static SealedBill madeGood(ReceiptDraft draft, List<Claim> claims, Sealer sealer) {
        boolean wasUnsigned = claims.stream()
                .filter(claim -> claim.isOf(draft.payloadDigest()))
                .anyMatch(claim -> claim.status() == ReceiptStatus.UNSIGNED);
        boolean isUnsigned = draft.sealed().intake().status() == ReceiptStatus.UNSIGNED;
        return isUnsigned || !wasUnsigned ? draft.sealed() : signedAfter(draft.sealed(), sealer);
    }

    /** A bill that was here before without this signature: the time at which it is proven to have been there says nothing of that. */
    static SealedBill signedAfter(SealedBill sealed, Sealer sealer) {
        Intake intake = sealed.intake();
        return intake.status() == ReceiptStatus.UNSIGNED || intake.fitAtArrival()
                ? sealer.signedLater(sealed)
                : sealer.again(sealed, intake.causeAtArrival());
    }

    /**
     * Where the bill's link leads once the draft is stored. Several receipts of a counter may be of one link, and one has it: that which
     * holds the counter, else the newest, as an older one that has it holds nothing or is lost.
     */
    static void link(ReceiptDraft draft, List<Claim> claims) {
        List<Claim> holders = claims.stream()
                .filter(claim ->
                        claim.code().filter(draft.bill().code()::equals).isPresent())
                .toList();
        if (!draft.holdsCounter() && holders.stream().anyMatch(claim -> claim.active() && !claim.lost())) {
            draft.leaveLink();
        } else {
            draft.takeLink(holders.stream().map(Claim::number).toList());
        }
    }
}
