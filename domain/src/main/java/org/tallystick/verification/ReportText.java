package org.tallystick.verification;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ReceiptNumber;

/** A report as plain text: the verdict in one sentence, the facts that signatures vouch for, then every question. */
public final class ReportText {
    private final VerificationReport report;
    private final Locale locale;
    private final ReportDepth depth;
    private final StringBuilder text = new StringBuilder();

    private ReportText(VerificationReport report, Locale locale, ReportDepth depth) {
        this.report = report;
        this.locale = locale;
        this.depth = depth;
    }

    /** @return lines, each ended by a line feed; English unless the locale is Chinese */
    public static String of(VerificationReport report, Locale locale) {
        return of(report, List.of(), locale, ReportDepth.DETAILED);
    }

    /** @param material shown at the depth {@code RAW} only */
    public static String of(
            VerificationReport report, List<RawMaterial.Piece> material, Locale locale, ReportDepth depth) {
        return new ReportText(report, locale, depth).write(material);
    }

    private String write(List<RawMaterial.Piece> material) {
        line(CheckTexts.word(report.outcome(), locale)
                + (CheckTexts.isChinese(locale) ? "：" : ": ")
                + CheckTexts.sentence(report.outcome(), locale));
        line("");
        report.number().ifPresent(number -> fact("number", ReceiptNumber.grouped(number)));
        report.bill().ifPresent(this::bill);
        report.trustedTime().ifPresent(time -> fact("ledger-time", CheckTexts.time(time, locale)));
        fact("checked", CheckTexts.time(report.checkedAt(), locale));
        if (depth.shows(ReportDepth.TECHNICAL)) {
            fact("policy", report.policy().name());
        }
        if (depth.shows(ReportDepth.DETAILED)) {
            line("");
            report.checks().forEach(this::check);
        }
        if (depth.shows(ReportDepth.RAW)) {
            material.forEach(this::raw);
        }
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
        if (depth.shows(ReportDepth.TECHNICAL)) {
            line("  " + CheckTexts.how(check.id(), locale));
            check.details().forEach((name, value) -> line("    " + name + " = " + value));
        }
    }

    private void raw(RawMaterial.Piece piece) {
        line("");
        line(CheckTexts.raw(piece.key(), locale));
        line(piece.text().stripTrailing());
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
