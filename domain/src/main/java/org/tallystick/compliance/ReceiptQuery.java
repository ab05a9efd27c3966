package org.tallystick.compliance;

import java.util.Optional;

/**
 * Which receipts to list. At least one of number, terminal, merchant and amount narrows it.
 *
 * @param amountMinor total in minor units
 * @param page from 0
 */
public record ReceiptQuery(
        Optional<String> number,
        Optional<String> terminalNo,
        Optional<String> merchantNo,
        Optional<Long> amountMinor,
        Optional<Period> period,
        int page) {
    /** Rows of a page. */
    public static final int ROWS = 50;

    public boolean isNarrow() {
        return number.isPresent() || terminalNo.isPresent() || merchantNo.isPresent() || amountMinor.isPresent();
    }

    /** For the audit trail: what was asked, in words that fit its columns. */
    public String words() {
        return "number=" + number.orElse("-") + " terminal=" + terminalNo.orElse("-") + " merchant="
                + merchantNo.orElse("-") + " amount="
                + amountMinor.map(String::valueOf).orElse("-") + " days="
                + period.map(p -> p.from() + "/" + p.to()).orElse("-");
    }
}
