package org.tallystick.receipts.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.shared.web.Texts;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.Verdict;

/** The checks of a report as seven questions, and an eighth where the cardholder signed later; failures first, with a sentence that sums them up. */
public final class Checklist {
    private static final List<Group> GROUPS = List.of(
            new Group("bill", List.of("bill-signature", "format", "algorithms", "parts-match", "amounts-add-up"), 3),
            new Group("terminal", List.of("terminal-certificate", "revocation-online", "certificate-logged"), 1),
            new Group("seal", List.of("seal-signature", "seal-certificate", "seal-covers-terminal"), 3),
            new Group("cardholder", List.of("cardholder-signature"), 1),
            // Only where somebody has signed later.
            new Group("late-signed", List.of("late-signature"), 1),
            new Group("ledger", List.of("in-ledger", "checkpoint-fresh", "witnessed"), 1),
            new Group("time", List.of("clock", "late", "timestamped"), 1),
            new Group("chain", List.of("chain-unbroken", "not-voided"), 2));

    private final List<Answer> answers;
    private final List<CheckRow> each;
    private final Texts texts;
    private final Locale locale;

    private Checklist(List<Answer> answers, List<CheckRow> each, Texts texts, Locale locale) {
        this.answers = answers;
        this.each = each;
        this.texts = texts;
        this.locale = locale;
    }

    /**
     * A question made of several checks. The answer is the first failure, else the first remark, else the first of the
     * leading checks that could not be made, else the leading one.
     *
     * @param leading how many of the checks must be known; the others only add remarks
     */
    private record Group(String key, List<String> ids, int leading) {
        Optional<Answer> answer(Shown shown) {
            List<CheckResult> all =
                    ids.stream().flatMap(id -> shown.check(id).stream()).toList();
            List<CheckResult> lead = ids.subList(0, leading).stream()
                    .flatMap(id -> shown.check(id).stream())
                    .toList();
            return first(all, Verdict.FAIL)
                    .or(() -> first(all, Verdict.WARN))
                    .or(() -> first(lead, Verdict.UNKNOWN))
                    .or(() -> lead.stream().findFirst())
                    .map(check -> new Answer(key, check, CheckRow.shown(check, shown.report())));
        }

        private static Optional<CheckResult> first(List<CheckResult> checks, Verdict verdict) {
            return checks.stream().filter(c -> c.result() == verdict).findFirst();
        }
    }

    private record Answer(String key, CheckResult check, Verdict verdict) {
        int weight() {
            return switch (verdict) {
                case FAIL -> 0;
                case WARN -> 1;
                case UNKNOWN -> 2;
                case PASS -> 3;
            };
        }
    }

    static Checklist of(Shown shown) {
        List<Answer> answers = GROUPS.stream()
                .flatMap(group -> group.answer(shown).stream())
                .sorted(Comparator.comparingInt(Answer::weight))
                .toList();
        List<CheckRow> each = CheckRow.each(shown.report(), shown.locale());
        return new Checklist(answers, each, shown.texts(), shown.locale());
    }

    public List<CheckRow> getRows() {
        return answers.stream()
                .map(a -> CheckRow.of(a.check(), a.verdict(), texts.get("row." + a.key()), locale))
                .toList();
    }

    /** Every check by itself. */
    public List<CheckRow> getEach() {
        return each;
    }

    /** Whether there is anything but passed questions, to be read at once. */
    public boolean isOpen() {
        return worst() != Verdict.PASS;
    }

    public String getSummary() {
        String all = String.valueOf(answers.size());
        return switch (worst()) {
            case FAIL -> texts.get("checks.fail", all, count(Verdict.FAIL));
            case WARN -> texts.get("checks.warn", all, count(Verdict.WARN));
            case UNKNOWN -> texts.get("checks.open", all, count(Verdict.UNKNOWN));
            case PASS -> texts.get("checks.all", all);
        };
    }

    /** Colour of the sign before the summary. */
    public String getTone() {
        return switch (worst()) {
            case FAIL -> "bad";
            case WARN -> "warn";
            case UNKNOWN -> "wait";
            case PASS -> "ok";
        };
    }

    public String getIcon() {
        return CheckRow.icon(worst());
    }

    /** Failures stand first, so the first answer is the worst. */
    private Verdict worst() {
        return answers.isEmpty() ? Verdict.UNKNOWN : answers.get(0).verdict();
    }

    private String count(Verdict verdict) {
        return String.valueOf(
                answers.stream().filter(a -> a.verdict() == verdict).count());
    }
}
