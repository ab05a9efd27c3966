package org.tallystick.coverage.web;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.coverage.HealthSign;
import org.tallystick.coverage.TerminalCondition;
import org.tallystick.coverage.TerminalCondition.Failures;
import org.tallystick.shared.web.Figures;

/**
 * How one terminal stands, as the page shows it. A dash stands for what is not known.
 *
 * @param link to the terminal's own page
 * @param heard how long ago
 * @param certificate how many days are left
 * @param rate of the last seven days' receipts, those that lack something, in a hundred
 * @param rateNote the same in numbers; empty without receipts
 */
public record TerminalHealthRow(
        String terminal,
        String link,
        String store,
        String merchant,
        String heard,
        String outbox,
        String clock,
        String certificate,
        String rate,
        String rateNote,
        List<Tag> tags) {
    private static final String UNKNOWN = "—";
    private static final int SECONDS_SHOWN = 120;

    /** A sign in words. */
    public record Tag(String tone, String icon, String name) {}

    /** @param page the way to a terminal's own page, with a slash at its end */
    static TerminalHealthRow of(TerminalCondition terminal, String page, Instant now, Wording words) {
        Failures failures = terminal.failures();
        boolean sold = failures.receipts() > 0;
        List<Integer> outbox = terminal.reported().outbox();
        return new TerminalHealthRow(
                terminal.terminalNo(),
                page + terminal.terminalNo(),
                terminal.store(),
                words.merchant(terminal.owner()),
                terminal.heard().map(last -> ago(last, now, words)).orElse(words.get("health.never")),
                outbox.isEmpty() ? UNKNOWN : Figures.of(outbox.get(0)),
                terminal.reported()
                        .clockOffsetMillis()
                        .map(offset -> offset(offset, words))
                        .orElse(UNKNOWN),
                certificate(terminal, now, words),
                sold ? RateRow.share(failures.lacking(), failures.receipts(), RoundingMode.UP) + " %" : UNKNOWN,
                sold ? words.get("rates.of", Figures.of(failures.lacking()), Figures.of(failures.receipts())) : "",
                tags(terminal, now, words));
    }

    private static String ago(Instant last, Instant now, Wording words) {
        return words.get("health.ago", words.span(Duration.between(last, now)));
    }

    /** Ahead is plus, behind is minus. */
    private static String offset(long millis, Wording words) {
        Duration off = Duration.ofMillis(Math.abs(millis));
        if (off.toSeconds() == 0) {
            return words.get("health.seconds", "0");
        }
        String span = off.toSeconds() < SECONDS_SHOWN
                ? words.get("health.seconds", Figures.of(off.toSeconds()))
                : words.span(off);
        return (millis < 0 ? "−" : "+") + span;
    }

    private static String certificate(TerminalCondition terminal, Instant now, Wording words) {
        Optional<Instant> until = terminal.certificate().until();
        if (until.isEmpty()) {
            return UNKNOWN;
        }
        return until.get().isAfter(now)
                ? words.get(
                        "span.days",
                        Figures.of(Duration.between(now, until.get()).toDays()))
                : words.get("health.ended");
    }

    private static List<Tag> tags(TerminalCondition terminal, Instant now, Wording words) {
        List<Tag> tags = new ArrayList<>();
        if (!terminal.isAtWork(now)) {
            tags.add(new Tag("wait", "clock", words.get("health.unused")));
        }
        for (HealthSign sign : terminal.signs(now)) {
            boolean over = sign == HealthSign.CERTIFICATE
                    && terminal.certificate().until().filter(now::isBefore).isEmpty();
            tags.add(new Tag(
                    over || sign == HealthSign.SILENT ? "bad" : "warn",
                    icon(sign),
                    words.get(over ? "health.no-certificate" : "health." + sign)));
        }
        return tags;
    }

    private static String icon(HealthSign sign) {
        return switch (sign) {
            case CERTIFICATE -> "cert";
            case SILENT -> "wifi";
            case OUTBOX -> "up";
            case PAD -> "pen";
            case CLOCK -> "clock";
            case PROGRAM -> "renew";
        };
    }
}
