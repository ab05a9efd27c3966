package org.tallystick.signing;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.JsonObject;

/** Reads what a bill says about card, chip and the cardholder's signature. */
final class CardReader {
    private static final Set<String> CARD_MEMBERS = Set.of("masked", "scheme", "kind", "issuer");
    private static final Set<String> CHIP_MEMBERS = Set.of("aid", "tc", "tvr", "tsi", "atc");
    private static final Set<String> SIGNATURE_MEMBERS = Set.of("requirement", "status", "featureCode");
    private static final int CHIP_BYTES = 32;

    /** EMV tags that hold the card number, the tracks or the cardholder's name. */
    private static final Set<String> FORBIDDEN_TAGS = Set.of("57", "5A", "5F20", "5F24", "9F1F", "9F20", "9F6B", "56");

    private CardReader() {}

    static Bill.Card card(JsonObject card) {
        Members.scanUnknown(card, CARD_MEMBERS);
        return new Bill.Card(
                Members.matching(
                        card,
                        "masked",
                        TextRules::isMaskedCardNumber,
                        "must be the first 6 digits, a * for each hidden digit, and the last 4"),
                Members.optionalFreeText(card, "scheme"),
                Members.optionalConstant(card, "kind", Bill.CardKind.class),
                Members.optionalFreeText(card, "issuer"));
    }

    static Bill.Chip chip(JsonObject chip) {
        if (hasForbiddenTag(chip.asMap())) {
            throw chip.problem("tags", "57, 5A, 5F20, 5F24, 9F1F, 9F20, 9F6B and 56 must not be sent");
        }
        Members.scanUnknown(chip, CHIP_MEMBERS);
        return new Bill.Chip(hex(chip, "aid"), hex(chip, "tc"), hex(chip, "tvr"), hex(chip, "tsi"), hex(chip, "atc"));
    }

    static Bill.CardholderSignature cardholderSignature(JsonObject signature) {
        Members.scanUnknown(signature, SIGNATURE_MEMBERS);
        return new Bill.CardholderSignature(
                Members.constant(signature, "requirement", SignatureRequirement.class),
                Members.constant(signature, "status", SignatureStatus.class),
                Members.optionalMatching(
                        signature,
                        "featureCode",
                        text -> TextRules.isUpperHex(text, 8),
                        "must be 8 capital hexadecimal digits"));
    }

    private static Optional<String> hex(JsonObject chip, String name) {
        return Members.optionalMatching(
                chip, name, text -> TextRules.isHexBytes(text, CHIP_BYTES), "must be whole bytes in hexadecimal");
    }

    private static boolean hasForbiddenTag(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            for (Object name : map.keySet()) {
                if (FORBIDDEN_TAGS.contains(name.toString().toUpperCase(Locale.ROOT))) {
                    return true;
                }
            }
            return hasForbiddenTag(map.values());
        }
        if (value instanceof Collection<?> items) {
            for (Object item : items) {
                if (hasForbiddenTag(item)) {
                    return true;
                }
            }
        }
        return false;
    }
}
