package org.tallystick.compliance.web;

import java.util.Currency;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.compliance.Period;
import org.tallystick.compliance.ReceiptQuery;
import org.tallystick.receipts.SoughtText;
import org.tallystick.shared.Money;

/** Reads one field as what people have at hand: a receipt number, a terminal, a merchant number, an amount or a digest. */
final class SoughtReceipts {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{11}");
    private static final Pattern TERMINAL = Pattern.compile("[0-9A-Z]{8}");
    private static final Pattern MERCHANT = Pattern.compile("[0-9A-Z]{15}");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}\\.\\d{1,2}|\\d{1,7}");
    private static final Currency YUAN = Currency.getInstance("CNY");

    private SoughtReceipts() {}

    static ReceiptQuery of(Asked asked) {
        String bare = asked.text("q").toUpperCase(Locale.ROOT).replaceAll("[\\s,¥-]", "");
        return new ReceiptQuery(
                matching(bare, NUMBER),
                matching(bare, TERMINAL),
                matching(bare, MERCHANT),
                matching(bare, AMOUNT).map(a -> Money.parse(a, YUAN).minorUnits()),
                SoughtText.of(asked.text("q")).digest().map(HexFormat.of()::formatHex),
                period(asked),
                asked.page());
    }

    /** The same question as a query string, without its page. */
    static QueryText address(Asked asked, String reason) {
        return new QueryText()
                .add("q", asked.text("q"))
                .add("from", asked.text("from"))
                .add("to", asked.text("to"))
                .add("reason", reason);
    }

    /** A receipt number as people read it. */
    static String grouped(String number) {
        return number.length() == 11
                ? number.substring(0, 4) + "-" + number.substring(4, 8) + "-" + number.substring(8)
                : number;
    }

    private static Optional<Period> period(Asked asked) {
        return asked.given("from").isEmpty() && asked.given("to").isEmpty()
                ? Optional.empty()
                : Optional.of(asked.period());
    }

    private static Optional<String> matching(String text, Pattern form) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
