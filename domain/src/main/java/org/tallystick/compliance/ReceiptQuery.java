package org.tallystick.compliance;

import java.util.Optional;

/**
 * Which receipts to list. At least one of number, terminal, merchant, amount and digest narrows it.
 *
 * @param amountMinor total in minor units
 * @param digest of the receipt, 32 bytes in hexadecimal
 * @param page from 0
 */
public record ReceiptQuery(
        Optional<String> number,
        Optional<String> terminalNo,
        Optional<String> merchantNo,
        Optional<Long> amountMinor,
        Optional<String> digest,
        Optional<Period> period,
        int page) {
    /** Rows of a page. */
    public static final int ROWS = 50;

    /** The same question, another page of its answer. */
    public ReceiptQuery onPage(int page) {
        return new ReceiptQuery(number, terminalNo, merchantNo, amountMinor, digest, period, page);
    }

    /** Receipts that are counted and can be paged through; whoever finds so many narrows the search. */
    public static final int MOST = 10_000;

    public boolean isNarrow() {
        return number.isPresent()
                || terminalNo.isPresent()
                || merchantNo.isPresent()
                || amountMinor.isPresent()
                || digest.isPresent();
    }

    /** For the audit trail: what was asked, in words that fit its columns. */
    public String words() {
        return "number=" + number.orElse("-") + " terminal=" + terminalNo.orElse("-") + " merchant="
                + merchantNo.orElse("-") + " amount="
                + amountMinor.map(String::valueOf).orElse("-") + " digest=" + digest.orElse("-") + " days="
                + period.map(p -> p.from() + "/" + p.to()).orElse("-");
    }
}
