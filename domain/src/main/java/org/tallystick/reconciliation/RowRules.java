package org.tallystick.reconciliation;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.Money;

/** Makes a settled row of the texts that stand in a line or an entry, or says which of them is wrong. */
final class RowRules {
    private static final Set<String> FORTH =
            Set.of("消费", "支付", "收款", "销售", "扫码支付", "预授权完成", "sale", "purchase", "payment", "completion");
    private static final Set<String> BACK = Set.of(
            "退货", "退款", "撤销", "消费撤销", "预授权完成撤销", "冲正", "refund", "return", "void", "reversal", "completion void");

    private final LocalDate today;

    RowRules(LocalDate today) {
        this.today = today;
    }

    /** @throws RowProblem with the first value that cannot be right */
    SettledRow row(long line, Map<SettlementField, String> texts) {
        String terminal = number(texts, SettlementField.TERMINAL, 8);
        String trace = number(texts, SettlementField.TRACE, 6);
        String reference = text(texts, SettlementField.REFERENCE);
        if (!reference.matches("[0-9A-Za-z]{0,12}")) {
            throw new RowProblem(FaultReason.FORM, SettlementField.REFERENCE, reference);
        }
        if (reference.isEmpty() && (terminal.isEmpty() || trace.isEmpty())) {
            throw new RowProblem(FaultReason.NO_KEY, "", "");
        }
        Money amount = amount(texts);
        return new SettledRow(
                line,
                merchant(texts),
                terminal,
                number(texts, SettlementField.BATCH, 6),
                trace,
                reference,
                new Money(Math.abs(amount.minorUnits()), amount.currency()),
                amount.minorUnits() < 0 || isBack(text(texts, SettlementField.TYPE)),
                date(texts),
                Optional.of(text(texts, SettlementField.SETTLED_ON))
                        .filter(text -> !text.isEmpty())
                        .map(text -> DateText.parse(text, SettlementField.SETTLED_ON, today)),
                lastFour(text(texts, SettlementField.CARD)));
    }

    private static String merchant(Map<SettlementField, String> texts) {
        String merchant = text(texts, SettlementField.MERCHANT);
        if (!merchant.isEmpty() && !merchant.matches("[0-9A-Za-z]{15}")) {
            throw new RowProblem(FaultReason.FORM, SettlementField.MERCHANT, merchant);
        }
        return merchant;
    }

    /** Spreadsheets take leading zeros away. */
    private static String number(Map<SettlementField, String> texts, SettlementField field, int length) {
        String text = text(texts, field);
        if (text.isEmpty()) {
            return text;
        }
        String padded = text.matches("[0-9]{1," + length + "}") ? "0".repeat(length - text.length()) + text : text;
        boolean right = field == SettlementField.TERMINAL
                ? padded.matches("[0-9A-Za-z]{" + length + "}")
                : padded.matches("[0-9]{" + length + "}");
        if (!right) {
            throw new RowProblem(FaultReason.FORM, field, text);
        }
        return padded;
    }

    private static Money amount(Map<SettlementField, String> texts) {
        Currency currency = currency(text(texts, SettlementField.CURRENCY));
        String minor = text(texts, SettlementField.MINOR_AMOUNT);
        if (!minor.isEmpty()) {
            return AmountText.parseMinor(minor, currency);
        }
        String amount = text(texts, SettlementField.AMOUNT);
        if (amount.isEmpty()) {
            throw new RowProblem(FaultReason.MISSING, SettlementField.AMOUNT, "");
        }
        return AmountText.parse(amount, currency);
    }

    private static Currency currency(String text) {
        if (text.isEmpty() || text.equals("人民币") || text.equals("RMB") || text.equals("156")) {
            return Currency.getInstance("CNY");
        }
        try {
            Currency currency = Currency.getInstance(text.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // Not a code; said below.
        }
        throw new RowProblem(FaultReason.FORM, SettlementField.CURRENCY, text);
    }

    private LocalDate date(Map<SettlementField, String> texts) {
        String date = text(texts, SettlementField.DATE);
        String only = date.isEmpty() ? text(texts, SettlementField.TIME) : date;
        if (only.isEmpty()) {
            throw new RowProblem(FaultReason.MISSING, SettlementField.DATE, "");
        }
        return DateText.parse(only, SettlementField.DATE, today);
    }

    private static boolean isBack(String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        if (BACK.contains(plain)) {
            return true;
        }
        if (plain.isEmpty() || FORTH.contains(plain)) {
            return false;
        }
        throw new RowProblem(FaultReason.UNKNOWN_TYPE, SettlementField.TYPE, type);
    }

    private static String lastFour(String card) {
        String digits = card.replaceAll("[^0-9*xX]", "");
        return digits.matches(".*[0-9]{4}") ? digits.substring(digits.length() - 4) : "";
    }

    /** Without what spreadsheets put around numbers so that they stay texts: {@code ="000123"}, {@code '000123}. */
    private static String text(Map<SettlementField, String> texts, SettlementField field) {
        String text = Normalizer.normalize(texts.getOrDefault(field, ""), Normalizer.Form.NFKC)
                .strip();
        return text.replaceAll("^=\"(.*)\"$", "$1").replaceAll("^['`]", "").strip();
    }
}
