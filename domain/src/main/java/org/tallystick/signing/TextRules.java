package org.tallystick.signing;

import java.time.Month;

/** How short technical texts look: ASCII only, by loops, because every bill passes through here. */
final class TextRules {
    private TextRules() {}

    static boolean isDigits(String text, int length) {
        return text.length() == length && isDigits(text, 0, length);
    }

    static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isAlphanumeric(String text, int least, int most) {
        if (text.length() < least || text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z')) {
                return false;
            }
        }
        return true;
    }

    /** Whole bytes in hexadecimal digits, capital or small. */
    static boolean isHexBytes(String text, int mostBytes) {
        if (text.isEmpty() || text.length() % 2 != 0 || text.length() > 2 * mostBytes) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(c >= 'A' && c <= 'F') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    static boolean isUpperHex(String text, int length) {
        return text.length() == length && isDigitsOrCapitals(text, 'F');
    }

    /** A month and a day that some year has. */
    static boolean isMonthDay(String text) {
        if (!isDigits(text, 4)) {
            return false;
        }
        int month = Integer.parseInt(text, 0, 2, 10);
        int day = Integer.parseInt(text, 2, 4, 10);
        return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).maxLength();
    }

    /** Digits, with a point between digits at most once and a minus sign at most in front. */
    static boolean isDecimal(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        if (text.length() == start || text.length() > 24) {
            return false;
        }
        if (point < 0) {
            return isDigits(text, start, text.length());
        }
        return point > start
                && point < text.length() - 1
                && isDigits(text, start, point)
                && isDigits(text, point + 1, text.length());
    }

    /** The code of a cause: capitals, digits and underscores. */
    static boolean isCode(String text) {
        return !text.isEmpty() && text.length() <= 40 && isDigitsOrCapitals(text.replace('_', '0'), 'Z');
    }

    private static boolean isDigitsOrCapitals(String text, char last) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(c >= 'A' && c <= last)) {
                return false;
            }
        }
        return true;
    }

    /** First six digits, one star per hidden digit, last four digits; 13 to 19 long. */
    static boolean isMaskedCardNumber(String text) {
        int length = text.length();
        if (length < 13 || length > 19) {
            return false;
        }
        for (int i = 6; i < length - 4; i++) {
            if (text.charAt(i) != '*') {
                return false;
            }
        }
        return isDigits(text, 0, 6) && isDigits(text, length - 4, length);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
