package org.tallystick.bench;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
import org.tallystick.terminal.PresignedBills;

/**
 * Past sales of one terminal, each signed with its own key and sealed with the platform's: amounts, cards and reference numbers of many
 * customers, and some refunds of earlier sales. One thread at a time.
 */
final class LoadingTill {
    /** Milliseconds from the till's signature to the ledger. */
    static final long DELIVERY = 800;

    private static final int A_REFUND_OF = 50;
    private static final long LEAST_AMOUNT = 100;
    /** Above it cardholders sign: what is loaded lacks nothing but what it says. */
    private static final double AMOUNTS = 990;

    private static final long NUMBERS = 0x9E37_79B9_7F4A_7C15L;
    private static final DateTimeFormatter BATCH =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private final PresignedBills bills;
    private final BenchSeal seal;
    private final SplittableRandom random;
    private Optional<Bill> earlier = Optional.empty();
    private String audience = "";

    LoadingTill(PresignedBills bills, BenchSeal seal, long seed) {
        this.bills = bills;
        this.seal = seal;
        this.random = new SplittableRandom(seed);
    }

    /**
     * The next sale.
     *
     * @param place of all that are loaded: no two receipts have the same number
     * @param signed whether the terminal's signature came with it
     */
    LoadedReceipt next(Instant at, long place, boolean signed) {
        SignedBill sent = bills.next(at, changes(at));
        Bill bill = Bill.parse(sent.payload());
        if (audience.isEmpty()) {
            audience =
                    BillHeader.parse(sent.signature().orElseThrow(), Typ.BILL).audience();
        }
        Optional<JwsEntry> signature = signed ? sent.signature() : Optional.empty();
        long time = at.toEpochMilli() + DELIVERY;
        // An odd factor maps the numbers of 40 bits onto themselves: as good as drawn, and none twice.
        String number = ReceiptNumber.create(YearMonth.from(at.atOffset(ZoneOffset.UTC)), () -> place * NUMBERS);
        JwsEntry sealed = seal.seal(sent.payloadB64(), signature, number, audience, Math.floorDiv(time, 1_000));
        Receipt receipt = Receipt.assemble(sent.payloadB64(), signature, sealed);
        earlier = Optional.of(bill).filter(sale -> sale.original().isEmpty());
        return new LoadedReceipt(number, bill, receipt, sent.payloadDigest(), receipt.digest(), signed, time);
    }

    private Map<String, Object> changes(Instant at) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("amount", Math.round(LEAST_AMOUNT * Math.pow(AMOUNTS, random.nextDouble())));
        changes.put("batchNo", BATCH.format(at));
        changes.put("referenceNo", digits(12));
        changes.put("authCode", digits(6));
        changes.put(
                "card",
                Map.of(
                        "masked",
                        "622202******" + digits(4),
                        "scheme",
                        random.nextInt(3) == 0 ? "VISA" : "UNIONPAY",
                        "kind",
                        "DEBIT",
                        "issuer",
                        "工商银行"));
        if (earlier.isPresent() && random.nextInt(A_REFUND_OF) == 0) {
            Bill sale = earlier.get();
            changes.put("type", "REFUND");
            changes.put("amount", sale.amount());
            changes.put(
                    "original",
                    Map.of("terminalNo", sale.terminalNo(), "series", sale.series(), "counter", sale.counter()));
        }
        return changes;
    }

    private String digits(int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
