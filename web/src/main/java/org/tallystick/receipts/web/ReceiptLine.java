package org.tallystick.receipts.web;

import java.util.Locale;
import java.util.Optional;
import org.tallystick.receipts.Lack;
import org.tallystick.receipts.ReceiptRow;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;

/**
 * A receipt as a row of a list.
 *
 * @param number as people read it
 * @param key as addresses name it
 * @param card last four digits, or that no card was used
 * @param tag the signature, and what became of the sale
 */
public record ReceiptLine(
        String number,
        String key,
        Moment time,
        String terminal,
        String type,
        String card,
        Amount amount,
        Layer tag,
        String trace,
        String batch,
        String reference,
        String auth,
        String index) {

    static ReceiptLine of(ReceiptRow row, Texts texts, Locale locale) {
        return new ReceiptLine(
                ReceiptNumber.grouped(row.number()),
                row.number(),
                Moment.of(row.time()),
                row.terminalNo(),
                texts.get("type." + row.type()),
                row.cardLastFour().orElse("—"),
                Amount.of(row.money(), locale),
                tag(row, texts),
                row.traceNo(),
                row.batchNo().orElse("—"),
                row.referenceNo().orElse("—"),
                row.authCode().orElse("—"),
                Counts.of(row.index()));
    }

    /** One tag: what is missing comes first, then what took the sale back. */
    static Layer tag(ReceiptRow row, Texts texts) {
        Optional<String> taken =
                row.voided() ? Optional.of("voided") : row.refunded() ? Optional.of("refunded") : Optional.empty();
        String lack = lack(row, texts);
        if (row.status() == ReceiptStatus.UNSIGNED) {
            String note = lack.isEmpty() || isOpen(row) ? cause(row, texts) : cause(row, texts) + " · " + lack;
            return new Layer("", "warn", "unsig", texts.get("status.unsigned"), note);
        }
        if (taken.isEmpty() && !lack.isEmpty()) {
            return isOpen(row)
                    ? new Layer("", "warn", "pen", lack, "")
                    : new Layer("", "ok", "check", texts.get("status.signed"), lack);
        }
        return taken.map(how -> new Layer("", "wait", "undo", texts.get("tag." + how), ""))
                .orElseGet(() -> new Layer("", "ok", "check", texts.get("status.signed"), ""));
    }

    private static boolean isOpen(ReceiptRow row) {
        return row.lack().filter(lack -> lack.state() == Lack.State.OPEN).isPresent();
    }

    /** What was missing at the sale, in words, and what it was mended by; empty if nothing was missing. */
    static String lack(ReceiptRow row, Texts texts) {
        return row.lack()
                .map(lack -> switch (lack.state()) {
                    case OPEN -> texts.get("lack.LACKING");
                    case REMEDIED -> texts.get("lack.REMEDIED.by", texts.get("lack.by." + lack.remedy()));
                    case EXPLAINED, GIVEN_UP -> texts.get("lack.SETTLED");
                })
                .orElse("");
    }

    static String cause(ReceiptRow row, Texts texts) {
        String code = row.cause().orElse("UNKNOWN");
        return texts.has("cause." + code) ? texts.get("cause." + code) : code;
    }
}
