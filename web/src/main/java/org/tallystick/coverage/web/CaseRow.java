package org.tallystick.coverage.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.coverage.CaseHead;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.signing.ReceiptNumber;

/**
 * A case as lists show it.
 *
 * @param subject number of the receipt in groups, or terminal and counter while no bill has come
 * @param when time of the sale, or of finding it
 * @param amounts one, or none while nobody has said how much
 * @param due until when, with its tone
 * @param next what the case waits for
 */
public record CaseRow(
        String number,
        String link,
        String subject,
        String when,
        List<Amount> amounts,
        String cause,
        String age,
        String due,
        String dueTone,
        String state,
        String tone,
        String icon,
        String next,
        String merchant,
        String missing) {

    static CaseRow of(CaseHead head, String area, Wording words, Instant now) {
        boolean overdue = head.isOverdue(now);
        String due = head.state().isOpen() ? minute(head.times().due()) : "—";
        return new CaseRow(
                head.number().grouped(),
                "/" + area + "/unsigned/" + head.number().text(),
                subject(head, words),
                when(head),
                head.amount().stream()
                        .map(money -> Amount.of(money, words.locale()))
                        .toList(),
                words.cause(head.cause()),
                words.get("ago", words.span(Duration.between(head.times().opened(), now))),
                due,
                overdue ? "t-bad" : "",
                words.get("state." + head.state()),
                Wording.tone(head.state()),
                Wording.icon(head.state()),
                words.get("next." + head.state()),
                words.merchant(head.owner()),
                head.missing().stream()
                        .sorted()
                        .map(missing -> words.get("missing." + missing))
                        .collect(Collectors.joining(words.get("join"))));
    }

    /** Of a sale that only a settlement tells of, the day is known and not the time. */
    private static String when(CaseHead head) {
        return head.saleTime()
                .map(time -> Moment.of(time).text())
                .or(() -> head.settled().map(slip -> slip.soldOn().toString()))
                .orElseGet(() -> Moment.of(head.times().opened()).text());
    }

    static String subject(CaseHead head, Wording words) {
        return head.receipt().map(ReceiptNumber::grouped).orElseGet(() -> head.key()
                .map(key -> words.get("counter", key.terminalNo(), key.counter()))
                .or(() -> head.settled()
                        .filter(slip -> !slip.traceNo().isEmpty())
                        .map(slip -> words.get("slip", head.terminalNo(), slip.traceNo())))
                .orElse(head.terminalNo()));
    }

    private static String minute(Instant time) {
        String text = Moment.of(time).text();
        return text.substring(0, text.length() - 3);
    }
}
