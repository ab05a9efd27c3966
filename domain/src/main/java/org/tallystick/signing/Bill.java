package org.tallystick.signing;

import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Money;

/**
 * What a payload says: one transaction at one terminal (API.md, Bill). Only a reading of the payload's bytes, which are
 * what is signed, stored and hashed; a bill is never written again to be stored.
 *
 * <p>Every bill obeys the rules of API.md: {@link #parse} refuses the others, and {@link BillBuilder} makes no others.
 *
 * @param series number of the device's enrolment, from 1
 * @param counter gap-free within terminal and series, from 1
 * @param previous SHA-256 of the previous bill's payload; present from the second bill on
 * @param code 22 characters, the secret part of the receipt's link
 * @param amount minor units of the currency, 0 or more; the type says the direction
 * @param currency ISO 4217
 * @param time of the sale, as the terminal's clock had it
 * @param settlementDate month and day, MMDD
 * @param tip minor units, contained in the amount
 * @param cardholderSignature present at card sales
 * @param outage what a RECOVERY lists; empty for every other type
 * @param parts digests of the parts that belong to the bill, by name
 */
public record Bill(
        String terminalNo,
        String merchantNo,
        String acquirer,
        long series,
        long counter,
        Optional<byte[]> previous,
        String code,
        BillType type,
        long amount,
        String currency,
        OffsetDateTime time,
        String city,
        EntryMode entryMode,
        String traceNo,
        String batchNo,
        Optional<String> referenceNo,
        Optional<String> authCode,
        Optional<String> settlementDate,
        Optional<String> merchantName,
        Optional<String> mcc,
        Optional<String> operator,
        Optional<Card> card,
        Optional<Chip> chip,
        Optional<Long> tip,
        Optional<Original> original,
        Optional<CardholderSignature> cardholderSignature,
        List<OutageEntry> outage,
        Map<String, byte[]> parts) {

    /** Whether money is taken from an account or lent. */
    public enum CardKind {
        DEBIT,
        CREDIT
    }

    /**
     * The card, never its full number.
     *
     * @param masked first six digits, a star per hidden digit, last four
     * @param scheme brand of the card
     * @param issuer bank that issued it
     */
    public record Card(String masked, Optional<String> scheme, Optional<CardKind> kind, Optional<String> issuer) {}

    /** What the chip of the card said (EMV tags 84, 9F26, 95, 9B, 9F36), in hexadecimal. */
    public record Chip(
            Optional<String> aid,
            Optional<String> tc,
            Optional<String> tvr,
            Optional<String> tsi,
            Optional<String> atc) {}

    /**
     * The transaction that a void, refund or completion is about: by terminal, series and counter, or by whatever numbers
     * its slip shows.
     *
     * @param slipNumbers all other texts, such as {@code traceNo} or {@code referenceNo}, by name
     */
    public record Original(
            Optional<String> terminalNo,
            Optional<Long> series,
            Optional<Long> counter,
            Map<String, String> slipNumbers) {}

    /**
     * What the terminal believes about the cardholder's signature; the platform computes the requirement itself.
     *
     * @param featureCode eight capital hexadecimal digits that tie the image to the transaction
     */
    public record CardholderSignature(
            SignatureRequirement requirement, SignatureStatus status, Optional<String> featureCode) {}

    /**
     * A bill of an outage.
     *
     * @param amount minor units of the recovery's currency
     * @param cause code of a cause, as a rule one of {@link Cause}
     */
    public record OutageEntry(long counter, long amount, String cause) {}

    /**
     * Reads a payload.
     *
     * @throws org.tallystick.shared.Problem MALFORMED if it is not strict JSON, MEMBER_INVALID with the member's name if a
     *     rule of API.md is broken, FULL_CARD_NUMBER if a free text contains a full card number
     */
    public static Bill parse(byte[] payload) {
        return BillReader.read(payload);
    }

    /** @return the members in the order of API.md, compact: the payload for a terminal to sign */
    public byte[] toJson() {
        return BillWriter.write(this);
    }

    public Money money() {
        return new Money(amount, Currency.getInstance(currency));
    }

    /**
     * Checks parts that came beside the bill. A part that the bill names may be missing: it is pending, or was erased.
     *
     * @throws org.tallystick.shared.Problem PART_MISMATCH if the bill does not name one, or one has another digest or occurs
     *     twice; MEMBER_INVALID, TOO_LARGE or FULL_CARD_NUMBER if its content breaks a rule
     */
    public void checkParts(List<Part> sent) {
        PartCheck.check(this, sent);
    }

    /**
     * @param sent parts that passed {@link #checkParts}
     * @return false if the line items and the tip do not sum to the amount; true without line items
     */
    public boolean linesAddUp(List<Part> sent) {
        return sent.stream()
                .filter(part -> part.name().equals(Part.LINES))
                .allMatch(part -> LineItem.sumTo(LineItem.parse(part.data()), amount - tip.orElse(0L)));
    }
}
