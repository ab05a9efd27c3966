package org.tallystick.receipts;

import java.util.Currency;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Money;
import org.tallystick.signing.ReceiptNumber;

/** What somebody typed into a search field, read as every fact of a slip that it may be. */
public final class SoughtText {
    private static final Currency YUAN = Currency.getInstance("CNY");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String typed;
    private final String plain;

    private SoughtText(String typed) {
        this.typed = typed;
        this.plain = typed.toUpperCase(Locale.ROOT);
    }

    /** @param typed with blanks, separators and small letters as people write them */
    public static SoughtText of(String typed) {
        return new SoughtText(typed.strip());
    }

    /** As it stands in reference and authorisation numbers: capitals, no blanks around. */
    public String plain() {
        return plain;
    }

    /** A receipt number, if it can be one. */
    public Optional<String> number() {
        return ReceiptNumber.normalise(plain);
    }

    /** A receipt's digest in hexadecimal or base64url, if it can be one: 32 bytes. */
    public Optional<byte[]> digest() {
        if (HEX.matcher(typed).matches()) {
            return Optional.of(HexFormat.of().parseHex(typed));
        }
        try {
            return BASE64URL.matcher(typed).matches() ? Optional.of(Base64Url.decode(typed)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A trace number with its leading zeros, if it can be one. */
    public Optional<String> trace() {
        boolean digits = !plain.isEmpty() && plain.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && plain.length() <= 6 ? Optional.of("0".repeat(6 - plain.length()) + plain) : Optional.empty();
    }

    /** An amount in fen, if it can be one: {@code 1,234.50}, {@code ¥12}. */
    public Optional<Long> amount() {
        try {
            return Optional.of(Money.parseTyped(plain, YUAN).minorUnits());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
