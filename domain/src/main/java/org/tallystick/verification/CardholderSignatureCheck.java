package org.tallystick.verification;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.signing.Bill;
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
        return evidence.bill()
                .map(bill -> bill.cardholderSignature()
                        .map(signature -> answer(signature, bill, evidence))
                        .orElseGet(() -> CheckResult.pass(id(), "no-card")))
                .orElseGet(() -> CheckResult.unreadable(id()));
    }

    private CheckResult answer(Bill.CardholderSignature signature, Bill bill, Evidence evidence) {
        if (signature.status() == SignatureStatus.CAPTURED) {
            return image(bill, evidence);
        }
        if (signature.status() == SignatureStatus.PAPER) {
            return CheckResult.pass(id(), "paper");
        }
        return signature.requirement() == SignatureRequirement.REQUIRED
                ? CheckResult.warn(id(), "missing")
                        .with("status", signature.status().name())
                : CheckResult.pass(id(), "not-required")
                        .with("requirement", signature.requirement().name());
    }

    private CheckResult image(Bill bill, Evidence evidence) {
        byte[] digest = bill.parts().get(Part.CARDHOLDER_SIGNATURE);
        if (digest == null) {
            return CheckResult.warn(id(), "no-image");
        }
        Optional<Part> image = evidence.parts().stream()
                .filter(part -> part.name().equals(Part.CARDHOLDER_SIGNATURE))
                .findFirst();
        if (image.isEmpty()) {
            return CheckResult.pass(id(), "image-absent");
        }
        return Arrays.equals(digest, image.get().digest())
                ? CheckResult.pass(id(), "present")
                : CheckResult.fail(id(), "image-differs");
    }
}
