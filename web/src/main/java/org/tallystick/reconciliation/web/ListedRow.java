package org.tallystick.reconciliation.web;

import org.jspecify.annotations.Nullable;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.UnsettledReceipt;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;

/** A row of one of a file's lists: a settled row, or a receipt that lacks one. */
public record ListedRow(
        String key,
        String merchant,
        String terminal,
        String trace,
        String reference,
        Amount amount,
        String day,
        String note,
        String detail) {

    static ListedRow of(SettledLine line, SettlementWords words) {
        Money amount = line.row().amount();
        long signed = line.row().back() ? -amount.minorUnits() : amount.minorUnits();
        return new ListedRow(
                String.valueOf(line.row().line()),
                line.row().merchantNo(),
                line.row().terminalNo(),
                line.row().traceNo(),
                line.row().referenceNo(),
                Amount.of(new Money(signed, amount.currency()), words.locale()),
                line.row().soldOn().toString(),
                words.get("result." + line.result()),
                detail(line, words));
    }

    private static String detail(SettledLine line, SettlementWords words) {
        if (!line.differences().isEmpty()) {
            return words.get("differs", words.differences(line), line.receipt());
        }
        if (line.duplicateOf() > 0) {
            boolean same = line.rule().equals("SAME_ROW");
            return words.get(
                    same ? "duplicate.row" : "duplicate.payment", String.valueOf(line.duplicateOf() % 10_000_000));
        }
        return line.receipt();
    }

    static ListedRow of(UnsettledReceipt receipt, SettlementWords words) {
        Money amount = receipt.amount();
        long signed = receipt.back() ? -amount.minorUnits() : amount.minorUnits();
        return new ListedRow(
                receipt.number(),
                receipt.merchantNo(),
                receipt.terminalNo(),
                receipt.traceNo(),
                "",
                Amount.of(new Money(signed, amount.currency()), words.locale()),
                Moment.of(receipt.soldAt()).text(),
                words.get("missing.one"),
                "");
    }

    /** Where the page after this row begins, for receipts. */
    static String cursor(UnsettledReceipt r) {
        return r.soldAt().toEpochMilli() + "." + r.terminalNo() + "." + r.series() + "." + r.counter();
    }

    /** The receipt that a page begins after, as far as its place tells; null if this is none. */
    static @Nullable UnsettledReceipt after(String cursor) {
        if (!cursor.matches("\\d{1,15}\\.[0-9A-Za-z]{8}\\.\\d{1,12}\\.\\d{1,12}")) {
            return null;
        }
        String[] parts = cursor.split("\\.");
        return new UnsettledReceipt(
                "",
                "",
                "",
                parts[1],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                "",
                "",
                new Money(0, java.util.Currency.getInstance("CNY")),
                false,
                java.time.Instant.ofEpochMilli(Long.parseLong(parts[0])));
    }
}
