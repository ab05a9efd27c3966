package org.tallystick.receipts.web;

import java.util.List;
import java.util.Locale;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationReport;

/**
 * One question of the checklist with its answer.
 *
 * @param state {@code pass}, {@code fail}, {@code lack} or {@code open}
 * @param result the state in words, for people who do not see the sign
 */
public record CheckRow(String state, String icon, String result, String question, String reason) {

    /** Every check of a report, in the report's order. */
    static List<CheckRow> each(VerificationReport report, Locale locale) {
        return report.checks().stream()
                .map(c -> of(c, shown(c, report), CheckTexts.question(c.id(), locale), locale))
                .toList();
    }

    /** The verdict as people are told it: on an unsigned record, what is missing is missing and not false. */
    static Verdict shown(CheckResult check, VerificationReport report) {
        boolean missing = report.outcome() == Outcome.UNSIGNED && check.result() == Verdict.FAIL;
        return missing ? Verdict.WARN : check.result();
    }

    static CheckRow of(CheckResult check, Verdict verdict, String question, Locale locale) {
        return new CheckRow(
                state(verdict),
                icon(verdict),
                CheckTexts.result(verdict, locale),
                question,
                CheckTexts.reason(check, locale));
    }

    private static String state(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case WARN -> "lack";
            case UNKNOWN -> "open";
        };
    }

    static String icon(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "check";
            case FAIL -> "cross";
            case WARN -> "gap";
            case UNKNOWN -> "ask";
        };
    }
}
