package org.tallystick.shared;

import java.math.BigInteger;
import java.util.Locale;

/**
 * Amounts in the characters that cannot be altered with a pen stroke (大写), by the rules for filling in bills and
 * settlement vouchers (正确填写票据和结算凭证的基本规定): 整 closes an amount without fen, zeros between digits are
 * spoken once, a fen without jiao gets a 零 before it.
 */
final class ChineseAmount {
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final String[] FRACTIONS = {"角", "分", "厘"};
    private static final BigInteger MYRIAD = BigInteger.valueOf(10_000);
    private static final BigInteger HUNDRED_MILLION = BigInteger.valueOf(100_000_000);

    private ChineseAmount() {}

    static String of(Money money) {
        BigInteger[] parts = money.amount()
                .abs()
                .unscaledValue()
                .divideAndRemainder(BigInteger.TEN.pow(money.currency().getDefaultFractionDigits()));
        String name = money.currency().getCurrencyCode().equals("CNY")
                ? "人民币"
                : money.currency().getDisplayName(Locale.SIMPLIFIED_CHINESE);
        String fraction = fraction(parts[1], money.currency().getDefaultFractionDigits(), parts[0].signum() > 0);
        String whole = parts[0].signum() == 0 ? (fraction.isEmpty() ? "零元" : "") : integer(parts[0]) + "元";
        String end = fraction.endsWith("分") || fraction.endsWith("厘") ? "" : "整";
        return name + (money.minorUnits() < 0 ? "负" : "") + whole + fraction + end;
    }

    /** The number without 元: 亿 above, 万 in the middle, four digits below; 10^12 is 万亿. */
    private static String integer(BigInteger number) {
        if (number.compareTo(HUNDRED_MILLION) >= 0) {
            return joined(number, HUNDRED_MILLION, "亿");
        }
        if (number.compareTo(MYRIAD) >= 0) {
            return joined(number, MYRIAD, "万");
        }
        return fourDigits(number.intValueExact());
    }

    private static String joined(BigInteger number, BigInteger unit, String unitName) {
        BigInteger[] parts = number.divideAndRemainder(unit);
        String high = integer(parts[0]) + unitName;
        if (parts[1].signum() == 0) {
            return high;
        }
        boolean leadingZero = parts[1].compareTo(unit.divide(BigInteger.TEN)) < 0;
        return high + (leadingZero ? "零" : "") + integer(parts[1]);
    }

    private static String fourDigits(int number) {
        StringBuilder text = new StringBuilder();
        boolean zero = false;
        for (int place = 3, unit = 1000; place >= 0; place--, unit /= 10) {
            int digit = number / unit % 10;
            if (digit == 0) {
                zero = !text.isEmpty();
                continue;
            }
            text.append(zero ? "零" : "").append(DIGITS.charAt(digit)).append(PLACES[place]);
            zero = false;
        }
        return text.toString();
    }

    private static String fraction(BigInteger fraction, int digits, boolean afterWhole) {
        StringBuilder text = new StringBuilder();
        boolean zero = false;
        for (int i = 0; i < digits; i++) {
            int digit = fraction.divide(BigInteger.TEN.pow(digits - 1 - i))
                    .mod(BigInteger.TEN)
                    .intValueExact();
            if (digit == 0) {
                zero = afterWhole || !text.isEmpty();
                continue;
            }
            text.append(zero ? "零" : "").append(DIGITS.charAt(digit)).append(FRACTIONS[i]);
            zero = false;
        }
        return text.toString();
    }
}
