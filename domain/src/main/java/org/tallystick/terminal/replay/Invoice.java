package org.tallystick.terminal.replay;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * All rows of one invoice number, in the order of the file. Texts are as the file has them.
 *
 * @param number the InvoiceNo
 * @param date the InvoiceDate of the first row
 * @param customer the CustomerID
 * @param currency the column Currency
 * @param entryMode the column EntryMode
 * @param tip the column TipAmount, in major units
 * @param cardholder the column Cardholder
 * @param oddities what is remarkable about the rows as rows
 * @param fault why the rows cannot be understood; then {@code rows} is not complete
 */
record Invoice(
        String number,
        List<InvoiceRow> rows,
        String date,
        Optional<String> customer,
        Optional<String> currency,
        Optional<String> entryMode,
        Optional<BigDecimal> tip,
        Optional<String> cardholder,
        List<Oddity> oddities,
        Optional<String> fault) {

    boolean isCancellation() {
        return number.startsWith("C") || number.startsWith("c");
    }

    boolean isBadDebt() {
        return number.startsWith("A") || number.startsWith("a");
    }
}
