package org.tallystick.verification;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ReceiptNumber;

/** A report as plain text: the verdict in one sentence, the facts that signatures vouch for, then every question. */
public final class ReportText {
    private final VerificationReport report;
    private final Locale locale;
    private final StringBuilder text = new StringBuilder();

    private ReportText(VerificationReport report, Locale locale) {
        this.report = report;
        this.locale = locale;
    }

    /** @return lines, each ended by a line feed; English unless the locale is Chinese */
    public static String of(VerificationReport report, Locale locale) {
        return new ReportText(report, locale).write();
    }

    private String write() {
        line(CheckTexts.word(report.outcome(), locale)
                + (CheckTexts.isChinese(locale) ? "：" : ": ")
                + CheckTexts.sentence(report.outcome(), locale));
        line("");
        report.number().ifPresent(number -> fact("number", ReceiptNumber.grouped(number)));
        report.bill().ifPresent(this::bill);
        report.trustedTime().ifPresent(time -> fact("ledger-time", CheckTexts.time(time, locale)));
        fact("checked", CheckTexts.time(report.checkedAt(), locale));
        line("");
        report.checks().forEach(this::check);
        return text.toString();
    }

    private void bill(Bill bill) {
        fact("amount", bill.money().format(locale) + " " + bill.type());
        fact("sale", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(bill.time()));
        fact("terminal", bill.terminalNo());
        fact("merchant", bill.merchantNo());
    }

    private void check(CheckResult check) {
        line(sign(check.result()) + " " + CheckTexts.question(check.id(), locale));
        line("  " + CheckTexts.reason(check, locale));
    }

    private void fact(String key, String value) {
        line(CheckTexts.fact(key, locale) + (CheckTexts.isChinese(locale) ? "" : " ") + value);
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✓";
            case FAIL -> "✕";
            case WARN -> "!";
            case UNKNOWN -> "?";
        };
    }
}
