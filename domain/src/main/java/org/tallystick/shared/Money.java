package org.tallystick.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;

/**
 * An exact amount.
 *
 * @param minorUnits whole minor units, such as fen or cents; negative amounts are allowed
 * @param currency ISO 4217, one that has minor units (so none of the metals and test codes)
 */
public record Money(long minorUnits, Currency currency) {

    /** @throws IllegalArgumentException if the currency knows no minor units */
    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("Not a currency that people pay with.");
        }
    }

    /** @throws ArithmeticException if the sum does not fit */
    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, sameCurrency(other)), currency);
    }

    /** @throws ArithmeticException if the difference does not fit */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, sameCurrency(other)), currency);
    }

    private long sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts of two currencies do not add up.");
        }
        return other.minorUnits;
    }

    /**
     * Reads an amount as people write it in commands and files: {@code 12.30}, {@code 12.3}, {@code 12}, {@code -5}.
     *
     * @throws IllegalArgumentException if it is anything else, or finer than the currency's minor unit
     */
    public static Money parse(String decimal, Currency currency) {
        if (!isPlainDecimal(decimal)) {
            throw new IllegalArgumentException("An amount looks like 12.30: digits, at most one point, no grouping.");
        }
        try {
            BigDecimal minor = new BigDecimal(decimal)
                    .movePointRight(currency.getDefaultFractionDigits())
                    .setScale(0, RoundingMode.UNNECESSARY);
            return new Money(minor.longValueExact(), currency);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "The amount is too large, or has more decimals than " + currency + " has.", e);
        }
    }

    /**
     * Reads an amount as people type it or copy it from elsewhere: {@link #parse} after currency marks, grouping and blanks are taken
     * away, and with a typographic minus.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static Money parseTyped(String text, Currency currency) {
        return parse(text.replaceAll("[¥￥,\\s]", "").replace('−', '-'), currency);
    }

    private static boolean isPlainDecimal(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        String digits = point < 0
                ? text.substring(start)
                : text.substring(start, Math.max(point, start)) + text.substring(point + 1);
        return text.length() <= 24
                && point != start
                && point != text.length() - 1
                && !digits.isEmpty()
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** @return the amount with all its decimals and no grouping, such as {@code 1234.50} */
    public String decimal() {
        return amount().toPlainString();
    }

    /**
     * The amount for people (UX.md, convention 8): {@code ¥1,234.50} in Chinese for yuan, {@code CNY 1,234.50}
     * otherwise; a minus sign in front, not brackets.
     */
    public String format(Locale locale) {
        boolean yuan =
                currency.getCurrencyCode().equals("CNY") && locale.getLanguage().equals("zh");
        String unit = yuan ? "¥" : currency.getCurrencyCode() + " ";
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return (minorUnits < 0 ? "-" : "") + unit + format.format(amount().abs());
    }

    /** @return the amount in the characters of financial documents, such as 人民币壹拾元零伍分 */
    public String inChinese() {
        return ChineseAmount.of(this);
    }

    BigDecimal amount() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
    }
}
