package org.tallystick.reconciliation;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Currency;
import java.util.regex.Pattern;
import org.tallystick.shared.Money;

/**
 * Amounts as settlement files write them: {@code 1234.56}, {@code 1,234.56}, {@code 1.234,56}, {@code ¥1,234.56}, {@code (12.30)},
 * {@code 12.30-}. What could be read in two ways is refused, never guessed.
 */
final class AmountText {
    private static final Pattern GROUPED = Pattern.compile("[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern GROUPED_BY_POINTS = Pattern.compile("[1-9]\\d{0,2}(\\.\\d{3})+,\\d+");
    private static final Pattern PLAIN = Pattern.compile("(0|[1-9]\\d{0,14})(\\.\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(0|[1-9]\\d{0,14}),\\d{1,2}");
    private static final Pattern MINOR = Pattern.compile("\\d{1,15}");

    private AmountText() {}

    /** @return the amount with its sign */
    static Money parse(String text, Currency currency) {
        String bare = bare(text);
        boolean negative = isNegative(bare);
        String figures = bare.replaceAll("^[(+-]|[)-]$", "");
        BigDecimal amount = new BigDecimal(plain(figures, text));
        int decimals = currency.getDefaultFractionDigits();
        if (decimals < 3 && looksGrouped(figures)) {
            throw new RowProblem(FaultReason.AMBIGUOUS, SettlementField.AMOUNT, text);
        }
        if (amount.stripTrailingZeros().scale() > decimals) {
            throw new RowProblem(FaultReason.DECIMALS, SettlementField.AMOUNT, text);
        }
        long minor = amount.movePointRight(decimals).longValueExact();
        return new Money(negative ? -minor : minor, currency);
    }

    /** Whole minor units; leading zeros are usual there. */
    static Money parseMinor(String text, Currency currency) {
        String bare = bare(text);
        String figures = bare.replaceAll("^[(+-]|[)-]$", "");
        if (!MINOR.matcher(figures).matches()) {
            throw new RowProblem(FaultReason.FORM, SettlementField.MINOR_AMOUNT, text);
        }
        long minor = Long.parseLong(figures);
        return new Money(isNegative(bare) ? -minor : minor, currency);
    }

    private static String plain(String figures, String text) {
        if (PLAIN.matcher(figures).matches()) {
            return figures;
        }
        if (GROUPED.matcher(figures).matches() && figures.length() <= 20) {
            return figures.replace(",", "");
        }
        if (GROUPED_BY_POINTS.matcher(figures).matches() && figures.length() <= 20) {
            return figures.replace(".", "").replace(',', '.');
        }
        if (DECIMAL_COMMA.matcher(figures).matches()) {
            return figures.replace(',', '.');
        }
        throw new RowProblem(FaultReason.FORM, SettlementField.AMOUNT, text);
    }

    /** {@code 1.234}: one yuan and a fraction of a fen, or one thousand? */
    private static boolean looksGrouped(String figures) {
        return figures.matches("[1-9]\\d{0,2}\\.\\d{3}");
    }

    private static boolean isNegative(String bare) {
        return bare.startsWith("-") || bare.endsWith("-") || bare.startsWith("(") && bare.endsWith(")");
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('\u2212', '-')
                .replaceAll("[\\s¥元]|CNY|RMB", "");
    }
}
