package org.tallystick.signing;

import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Receipt numbers (API.md, Receipt): 11 characters, which are the year since 2020 and the month as one Crockford base32
 * character each, eight random ones (40 bits), and an ISO 7064 MOD 37,36 check character. Numbers sort by month, cannot
 * be walked, and every single mistyped character and nearly every swap of neighbours is noticed.
 */
public final class ReceiptNumber {
    /** Characters of a number. */
    public static final int LENGTH = 11;

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int FIRST_YEAR = 2020;

    private ReceiptNumber() {}

    /**
     * @param random a cryptographically strong source, such as {@code SecureRandom}
     * @throws IllegalArgumentException outside 2020–2051
     */
    public static String create(YearMonth month, RandomGenerator random) {
        int year = month.getYear() - FIRST_YEAR;
        if (year < 0 || year >= CROCKFORD.length()) {
            throw new IllegalArgumentException("Receipt numbers are defined for the years 2020 to 2051.");
        }
        StringBuilder number = new StringBuilder(LENGTH);
        number.append(CROCKFORD.charAt(year)).append(CROCKFORD.charAt(month.getMonthValue()));
        long bits = random.nextLong();
        for (int i = 0; i < 8; i++, bits >>>= 5) {
            number.append(CROCKFORD.charAt((int) bits & 31));
        }
        return number.append(checkCharacter(number)).toString();
    }

    /** @return whether this is a well-formed number, in capitals and without separators, with the right check character */
    public static boolean isValid(String number) {
        return number.length() == LENGTH
                && isBody(number.substring(0, LENGTH - 1))
                && number.charAt(LENGTH - 1) == checkCharacter(number.substring(0, LENGTH - 1));
    }

    private static boolean isBody(String body) {
        int month = CROCKFORD.indexOf(body.charAt(1));
        return month >= 1 && month <= 12 && body.chars().allMatch(c -> CROCKFORD.indexOf(c) >= 0);
    }

    /** @return the number as people read it: {@code 62K7-3M9P-4QX} */
    public static String grouped(String number) {
        return number.length() == LENGTH
                ? number.substring(0, 4) + "-" + number.substring(4, 8) + "-" + number.substring(8)
                : number;
    }

    /**
     * Reads a number as people type it: spaces, hyphens and small letters are welcome, and letters that look like digits
     * (I, L, O) count as these.
     *
     * @return the number, if what was typed is a valid one
     */
    public static Optional<String> normalise(String typed) {
        String plain = typed.replaceAll("[\\s\\u00a0-]", "").toUpperCase(Locale.ROOT);
        if (plain.length() != LENGTH) {
            return Optional.empty();
        }
        String body = digitsForLookAlikes(plain.substring(0, LENGTH - 1));
        if (!isBody(body)) {
            return Optional.empty();
        }
        // The check character comes from the whole alphabet, so there a typed O may be meant, or a zero.
        char check = checkCharacter(body);
        String typedCheck = plain.substring(LENGTH - 1);
        return digitsForLookAlikes(typedCheck).equals(digitsForLookAlikes(String.valueOf(check)))
                ? Optional.of(body + check)
                : Optional.empty();
    }

    private static String digitsForLookAlikes(String text) {
        return text.replace('O', '0').replace('I', '1').replace('L', '1');
    }

    /** ISO/IEC 7064, hybrid system MOD 37,36. */
    static char checkCharacter(CharSequence body) {
        int product = 36;
        for (int i = 0; i < body.length(); i++) {
            int sum = (product + ALPHANUMERIC.indexOf(body.charAt(i))) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return ALPHANUMERIC.charAt((37 - product) % 36);
    }
}
