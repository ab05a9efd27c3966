package org.tallystick.ear.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.LineItem;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.terminal.SlipNumbers;

/** What a terminal and its host add to a sale: numbers, the customer's card, whether somebody had to sign. */
final class SaleDetails {
    private static final List<String> ISSUERS = List.of("江南示例银行", "北辰示例银行", "南岭示例商业银行", "示例农村信用社");
    private static final long SMALL = 1000_00;

    private final PlannedSale sale;
    private final SlipNumbers numbers;

    SaleDetails(PlannedSale sale, SlipNumbers numbers) {
        this.sale = sale;
        this.numbers = numbers;
    }

    void number(BillBuilder bill) {
        bill.slip(numbers.traceNo(), numbers.batchNo())
                .referenceNo(numbers.referenceNo())
                .authCode(numbers.authCode())
                .settlementDate(numbers.settlementDate());
    }

    /** The same customer has the same card, and no card has a number of a real one's length and check digit. */
    Bill.Card card() {
        int customer = sale.what().customer();
        boolean credit = customer % 5 < 2;
        String head = "62" + "%04d".formatted(customer * 7 % 10_000);
        String tail = "%04d".formatted(customer * 31 % 10_000);
        return new Bill.Card(
                head + "*".repeat(credit ? 6 : 9) + tail,
                Optional.of("UnionPay"),
                Optional.of(credit ? Bill.CardKind.CREDIT : Bill.CardKind.DEBIT),
                Optional.of(ISSUERS.get(customer % ISSUERS.size())));
    }

    Bill.CardholderSignature cardholderSignature() {
        SignatureRequirement requirement = requirement();
        return new Bill.CardholderSignature(requirement, status(requirement), Optional.of(numbers.featureCode()));
    }

    /** Line items, and what the cardholder wrote. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (!sale.what().lines().isEmpty()) {
            parts.add(part(
                    Part.LINES, "application/json", LineItem.toJson(sale.what().lines())));
        }
        boolean written = sale.what().mode() != EntryMode.SCAN && status(requirement()) == SignatureStatus.CAPTURED;
        if (written) {
            parts.add(part(
                    Part.CARDHOLDER_SIGNATURE,
                    "image/png",
                    Handwriting.png(sale.what().customer())));
        }
        return parts;
    }

    private static Part part(String name, String mediaType, byte[] data) {
        return new Part(name, mediaType, HistoryTill.randomBytes(Part.SALT_LENGTH), data);
    }

    private SignatureRequirement requirement() {
        EntryMode mode = sale.what().mode();
        if (mode == EntryMode.TAP && sale.what().customer() % 2 == 0) {
            return SignatureRequirement.NOT_REQUIRED_CDCVM;
        }
        return mode != EntryMode.SWIPE && sale.what().amount() <= SMALL
                ? SignatureRequirement.NOT_REQUIRED_SMALL_AMOUNT
                : SignatureRequirement.REQUIRED;
    }

    /** Most sign on the pad, some on paper; a few sales have a pad that does not answer. */
    private SignatureStatus status(SignatureRequirement requirement) {
        if (requirement != SignatureRequirement.REQUIRED) {
            return SignatureStatus.NOT_REQUIRED;
        }
        long drawn = (sale.counter() * 17 + sale.what().customer()) % 100;
        if (drawn < 88) {
            return SignatureStatus.CAPTURED;
        }
        return drawn < 95 ? SignatureStatus.PAPER : drawn < 98 ? SignatureStatus.TIMEOUT : SignatureStatus.PAD_ABSENT;
    }
}
