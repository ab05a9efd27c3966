package org.tallystick.signing;

/**
 * Finds full card numbers in free text (API.md, Parts; THREATS.md C5): 13 to 19 digits, single spaces or hyphens between
 * allowed, first digit 2–6 or 9, last digit right by Luhn (ISO/IEC 7812-1).
 *
 * <p>A candidate is any run of whole groups of digits, so {@code "tel 12 4111 1111 1111 1111"} is found, while an unbroken
 * run of more than 19 digits is no card number. Full-width and other decimal digits count like ASCII ones.
 */
public final class CardNumberScan {
    private static final int LEAST = 13;
    private static final int MOST = 19;

    private CardNumberScan() {}

    /** @return whether the text contains what may be a full card number */
    public static boolean contains(String text) {
        if (text.length() < LEAST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean beginsGroup = digit(text, i) >= 0 && digit(text, i - 1) < 0;
            if (beginsGroup && isCardNumberFrom(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** Extends from the start of a group to the end of each further group, up to 19 digits. */
    private static boolean isCardNumberFrom(String text, int start) {
        int first = digit(text, start);
        if (first < 2 || first == 7 || first == 8) {
            return false;
        }
        int[] digits = new int[MOST];
        int count = 0;
        int i = start;
        while (true) {
            int digit = digit(text, i);
            if (digit >= 0) {
                if (count == MOST) {
                    return false;
                }
                digits[count++] = digit;
            } else {
                if (count >= LEAST && passesLuhn(digits, count)) {
                    return true;
                }
                if (!isSeparator(text, i) || digit(text, i + 1) < 0) {
                    return false;
                }
            }
            i++;
        }
    }

    private static boolean passesLuhn(int[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** The digit at this place, −1 if there is none. */
    private static int digit(String text, int i) {
        return i < 0 || i >= text.length() ? -1 : Character.digit(text.charAt(i), 10);
    }

    private static boolean isSeparator(String text, int i) {
        if (i >= text.length()) {
            return false;
        }
        int type = Character.getType(text.charAt(i));
        return type == Character.SPACE_SEPARATOR || type == Character.DASH_PUNCTUATION;
    }
}
