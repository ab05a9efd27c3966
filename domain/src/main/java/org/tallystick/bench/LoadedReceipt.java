package org.tallystick.bench;

import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.EntrySubject;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.shared.CopyRows;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.PackedReceipt;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;

/**
 * A sealed bill that goes into the database past the server.
 *
 * @param payloadDigest what the terminal's next bill calls {@code previous}
 * @param digest of the receipt
 * @param timeMillis ledger time
 */
record LoadedReceipt(
        String number,
        Bill bill,
        Receipt receipt,
        byte[] payloadDigest,
        byte[] digest,
        boolean signed,
        long timeMillis) {
    static final int COLUMNS = 33;

    static final String TABLE =
            """
            receipt (number, terminal_no, series, counter, claim, active, code, payload_digest, verified, status, cause, stored, digest,
            log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency, sale_date, trace_no, previous,
            original_terminal, original_series, original_counter, sale_time, batch_no, reference_no, auth_code, card_last4)""";

    private static final int LAST_DIGITS = 4;

    ReceiptStatus status() {
        return signed ? ReceiptStatus.SIGNED : ReceiptStatus.UNSIGNED;
    }

    LedgerEntry entry() {
        return new LedgerEntry(
                signed ? EntryKind.RECEIPT : EntryKind.UNSIGNED,
                number,
                new EntrySubject(bill.terminalNo(), bill.series(), bill.counter()).text(),
                timeMillis,
                digest);
    }

    /** Adds its row, as {@link #TABLE} names the columns. */
    void addTo(CopyRows rows, int logId, long seq) {
        rows.row().text(number).text(bill.terminalNo()).number(bill.series()).number(bill.counter());
        rows.small(0).flag(true).text(bill.code()).bytes(payloadDigest).flag(signed);
        rows.text(status().name()).text(signed ? null : Cause.SIGNING_UNIT_FAILED.code());
        rows.bytes(PackedReceipt.pack(receipt))
                .bytes(digest)
                .integer(logId)
                .number(seq)
                .number(timeMillis);
        rows.text("")
                .text(bill.acquirer())
                .text(bill.merchantNo())
                .text(bill.type().name());
        rows.number(bill.amount()).text(bill.currency()).date(bill.time().toLocalDate());
        rows.text(bill.traceNo()).bytes(bill.previous().orElse(null));
        rows.text(bill.original().flatMap(Bill.Original::terminalNo).orElse(null));
        rows.number(bill.original().flatMap(Bill.Original::series).orElse(null));
        rows.number(bill.original().flatMap(Bill.Original::counter).orElse(null));
        rows.number(bill.time().toInstant().toEpochMilli()).text(bill.batchNo());
        rows.text(bill.referenceNo().orElse(null)).text(bill.authCode().orElse(null));
        rows.text(bill.card().map(LoadedReceipt::lastFour).orElse(null));
    }

    private static String lastFour(Bill.Card card) {
        return card.masked().substring(card.masked().length() - LAST_DIGITS);
    }
}
