package org.tallystick.coverage;

import java.util.EnumSet;
import java.util.Set;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Channel;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignatureStatus;

/**
 * What one receipt has and lacks: the same for the same receipt, image and policy, whenever it is asked.
 *
 * @param requirement whether the cardholder had to sign, and which rule said so
 */
public record Assessment(
        Requirement requirement,
        TerminalState terminal,
        CardholderState cardholder,
        FeatureResult feature,
        ImageResult image) {

    /**
     * A receipt as far as it matters here.
     *
     * @param image what the image of the cardholder's signature is worth; {@link ImageResult#ABSENT} if the bill names none that is there
     * @param waits on ISO 8583 terminals the signature travels with the next message: whether that may still come
     */
    public record Seen(Bill bill, ReceiptStatus status, Channel channel, ImageResult image, boolean waits) {}

    /** Assesses a receipt. */
    public static Assessment of(Seen seen, RequirementPolicy policy) {
        Requirement requirement = policy.of(seen.bill());
        boolean captured = status(seen.bill()) == SignatureStatus.CAPTURED;
        FeatureResult feature = FeatureResult.of(seen.bill(), captured);
        ImageResult image = captured ? seen.image() : ImageResult.NONE;
        TerminalState terminal = seen.status() == ReceiptStatus.SIGNED ? TerminalState.SIGNED : TerminalState.UNSIGNED;
        return new Assessment(requirement, terminal, cardholder(requirement, seen, feature, image), feature, image);
    }

    private static CardholderState cardholder(
            Requirement requirement, Seen seen, FeatureResult feature, ImageResult image) {
        if (feature == FeatureResult.DIFFERS || image == ImageResult.REUSED) {
            return CardholderState.INVALID;
        }
        if (!requirement.isRequired()) {
            return CardholderState.NOT_REQUIRED;
        }
        if (image == ImageResult.ABSENT && seen.channel() == Channel.ISO8583 && seen.waits()) {
            return CardholderState.PENDING;
        }
        if (image == ImageResult.NONE || image == ImageResult.ABSENT) {
            return CardholderState.MISSING;
        }
        return image.cause().isPresent() ? CardholderState.INVALID : CardholderState.PRESENT;
    }

    /** What has to be mended; empty if nothing is missing. */
    public Set<Missing> missing() {
        Set<Missing> missing = EnumSet.noneOf(Missing.class);
        if (terminal == TerminalState.UNSIGNED) {
            missing.add(Missing.TERMINAL_SIGNATURE);
        }
        if (cardholder == CardholderState.MISSING || cardholder == CardholderState.INVALID) {
            missing.add(Missing.CARDHOLDER_SIGNATURE);
        }
        return missing;
    }

    private static SignatureStatus status(Bill bill) {
        return bill.cardholderSignature().map(Bill.CardholderSignature::status).orElse(SignatureStatus.NOT_REQUIRED);
    }
}
