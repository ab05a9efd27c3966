package org.tallystick.verification;

import java.util.Arrays;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Bill.CardholderSignature;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;

/** Is there a cardholder signature where the payment needed one, and is the attached image the one that was signed? */
final class CardholderSignatureCheck implements Check {
    @Override
    public String id() {
        return "cardholder-signature";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        return evidence.bill().map(bill -> answer(bill, evidence)).orElseGet(() -> CheckResult.unreadable(id()));
    }

    private CheckResult answer(Bill bill, Evidence evidence) {
        return bill.cardholderSignature()
                .map(stated -> answer(stated, bill, evidence)
                        .with("requirement", stated.requirement().name())
                        .with("status", stated.status().name()))
                .orElseGet(() -> CheckResult.pass(id(), "no-card"));
    }

    private CheckResult answer(CardholderSignature stated, Bill bill, Evidence evidence) {
        if (stated.status() == SignatureStatus.CAPTURED) {
            return image(bill, evidence);
        }
        if (stated.status() == SignatureStatus.PAPER) {
            return CheckResult.pass(id(), "paper");
        }
        return stated.requirement() == SignatureRequirement.REQUIRED
                ? CheckResult.warn(id(), "missing")
                : CheckResult.pass(id(), "not-required");
    }

    private CheckResult image(Bill bill, Evidence evidence) {
        byte[] digest = bill.parts().get(Part.CARDHOLDER_SIGNATURE);
        if (digest == null) {
            return CheckResult.warn(id(), "no-image");
        }
        return evidence.part(Part.CARDHOLDER_SIGNATURE)
                .map(image -> Arrays.equals(digest, image.digest())
                        ? CheckResult.pass(id(), "present")
                        : CheckResult.fail(id(), "image-differs"))
                .orElseGet(() -> CheckResult.pass(id(), "image-absent"));
    }
}
