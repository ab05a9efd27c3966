package org.tallystick.terminal.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.EntryMode;
import org.tallystick.terminal.SlipNumbers;

/**
 * What the file does not know of an invoice and a bill should have: drawn from SHA-256 of its numbers, so that a second
 * replay draws the same. A card belongs to a customer, so that money goes back to the card it came from.
 */
final class InventedFacts {
    private static final List<String> ISSUERS =
            List.of("First Example Bank", "Example Commercial Bank", "Bank of Examples", "Example Savings Bank");

    private final Invoice invoice;
    private final byte[] ofInvoice;
    private final byte[] ofCustomer;

    InventedFacts(Invoice invoice) {
        this.invoice = invoice;
        this.ofInvoice = Sha256.of(("invoice " + invoice.number()).getBytes(UTF_8));
        this.ofCustomer = Sha256.of(("customer " + invoice.customer().orElse(invoice.number())).getBytes(UTF_8));
    }

    EntryMode entryMode() {
        int draw = percent(ofInvoice[0]);
        if (draw < 45) {
            return EntryMode.INSERT;
        }
        if (draw < 80) {
            return EntryMode.TAP;
        }
        return draw < 92 ? EntryMode.SCAN : EntryMode.SWIPE;
    }

    /** Half of those who hold something to the reader hold a telephone that knows its owner. */
    boolean deviceVerified() {
        return percent(ofInvoice[1]) < 50;
    }

    String operator() {
        return "0" + (1 + percent(ofInvoice[2]) / 25);
    }

    SlipNumbers slipNumbers(LocalDateTime local) {
        String digits = invoice.number().replaceAll("[^0-9]", "");
        String last = digits.substring(Math.max(0, digits.length() - 6));
        long trace = last.isEmpty() ? 0 : Long.parseLong(last);
        return SlipNumbers.of(trace == 0 ? 1 + number(ofInvoice, 3) : trace, invoice.number(), local);
    }

    /** @param yuan whether it is sold in yuan, where most cards are UnionPay's */
    Bill.Card card(boolean yuan) {
        boolean credit = percent(ofCustomer[0]) < 40;
        String scheme = yuan ? "UnionPay" : percent(ofCustomer[1]) < 55 ? "Visa" : "Mastercard";
        int length = yuan && !credit ? 19 : 16;
        String first = yuan ? "62" : scheme.equals("Visa") ? "4" : "55";
        String digits = "%010d".formatted(number(ofCustomer, 2) * 65_536L + number(ofCustomer, 5) % 65_536);
        String head = (first + digits).substring(0, 6);
        String tail = digits.substring(digits.length() - 4);
        return new Bill.Card(
                head + "*".repeat(length - 10) + tail,
                Optional.of(scheme),
                Optional.of(credit ? Bill.CardKind.CREDIT : Bill.CardKind.DEBIT),
                Optional.of(ISSUERS.get(percent(ofCustomer[8]) / 25)));
    }

    private static int percent(byte drawn) {
        return (drawn & 0xff) * 100 / 256;
    }

    /** 24 bits. */
    private static long number(byte[] drawn, int from) {
        return (drawn[from] & 0xffL) << 16 | (drawn[from + 1] & 0xffL) << 8 | drawn[from + 2] & 0xffL;
    }
}
