package org.tallystick.coverage;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.SignatureRequirement;

/**
 * When the cardholder has to sign, by dated rows. Of the rows that hold, an acquirer's own goes before everybody's, the bill's own
 * currency before any, the later day before the earlier, the higher version before the lower. Without a row every card sale is signed.
 */
public final class RequirementPolicy {
    private static final Comparator<PolicyRow> PRECEDENCE = Comparator.comparing(
                    (PolicyRow row) -> row.acquirer().equals(PolicyRow.ANY))
            .thenComparing(row -> row.currency().equals(PolicyRow.ANY))
            .thenComparing(PolicyRow::from, Comparator.reverseOrder())
            .thenComparing(PolicyRow::version, Comparator.reverseOrder());

    private final List<PolicyRow> rows;

    public RequirementPolicy(List<PolicyRow> rows) {
        this.rows = rows.stream().sorted(PRECEDENCE).toList();
    }

    /** What holds for a bill; refunds, voids and authorisations are not signed for as sales are. */
    public Requirement of(Bill bill) {
        if (bill.type() != BillType.SALE || bill.entryMode() == EntryMode.NONE) {
            return Requirement.NONE;
        }
        Optional<PolicyRow> row = row(bill);
        if (row.isEmpty()) {
            boolean card = bill.entryMode().isCard();
            return card ? new Requirement(Optional.of(SignatureRequirement.REQUIRED), "", 0) : Requirement.NONE;
        }
        return new Requirement(
                Optional.of(answer(bill, row.get())), row.get().id(), row.get().version());
    }

    private Optional<PolicyRow> row(Bill bill) {
        LocalDate day = bill.time().toLocalDate();
        return rows.stream()
                .filter(row -> row.holds(bill.acquirer(), bill.entryMode(), bill.currency(), day))
                .findFirst();
    }

    private static SignatureRequirement answer(Bill bill, PolicyRow row) {
        if (bill.entryMode() == EntryMode.SCAN && row.trusted().qr()) {
            return SignatureRequirement.NOT_REQUIRED_QR;
        }
        if (row.trusted().cdcvm() && claims(bill, SignatureRequirement.NOT_REQUIRED_CDCVM)) {
            return SignatureRequirement.NOT_REQUIRED_CDCVM;
        }
        if (row.trusted().storedValue() && claims(bill, SignatureRequirement.NOT_REQUIRED_ECASH)) {
            return SignatureRequirement.NOT_REQUIRED_ECASH;
        }
        boolean small = row.limit().isPresent() && bill.amount() <= row.limit().getAsLong();
        return small ? SignatureRequirement.NOT_REQUIRED_SMALL_AMOUNT : SignatureRequirement.REQUIRED;
    }

    private static boolean claims(Bill bill, SignatureRequirement reason) {
        return bill.cardholderSignature()
                .filter(signature -> signature.requirement() == reason)
                .isPresent();
    }
}
