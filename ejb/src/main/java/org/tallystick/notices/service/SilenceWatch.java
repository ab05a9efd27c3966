package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.QuietHours;
import org.tallystick.notices.Telling;
import org.tallystick.notices.service.WatchRepository.Heard;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.service.Settings;

/**
 * Terminals that fall silent: nothing heard for {@code silent-after} within the hours that are watched, although on enough of the seven
 * days before there was something at this time of day. A shop that is closed on this weekday, or a terminal that only sells now and
 * then, is no news.
 */
@ApplicationScoped
class SilenceWatch {
    private static final int DAYS = 7;

    private final WatchRepository terminals;
    private final NoticeRepository notices;
    private final Supplier<Rule> rule;
    private final Clock clock;

    /**
     * What is called silent.
     *
     * @param after nothing heard for so long
     * @param watched hours of the shops' day in which it counts
     * @param days on so many of the last seven it was heard at this time
     */
    record Rule(Duration after, QuietHours watched, int days) {
        /** @throws IllegalStateException naming the setting that is wrong */
        static Rule of(Settings settings) {
            return new Rule(
                    settings.duration("tallystick.notices.silent-after"),
                    hours(settings.optional("tallystick.notices.silent-hours").orElse("")),
                    settings.integer("tallystick.notices.silent-days"));
        }

        private static QuietHours hours(String text) {
            try {
                String[] ends = text.split("-", -1);
                return new QuietHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "Setting tallystick.notices.silent-hours must be two times such as 09:00-21:00", e);
            }
        }
    }

    @Inject
    SilenceWatch(WatchRepository terminals, NoticeRepository notices, Settings settings, Clock clock) {
        this(terminals, notices, () -> Rule.of(settings), clock);
    }

    SilenceWatch(WatchRepository terminals, NoticeRepository notices, Supplier<Rule> rule, Clock clock) {
        this.terminals = terminals;
        this.notices = notices;
        this.rule = rule;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SilenceWatch() {
        this.terminals = null;
        this.notices = null;
        this.rule = null;
        this.clock = null;
    }

    /** @throws IllegalStateException naming the setting that is wrong */
    void check() {
        rule.get();
    }

    /** Silent ones; one that was told stays so until it is heard again, also at night. */
    List<Telling> look() {
        Instant now = clock.instant();
        Rule rules = rule.get();
        Duration patience = rules.after();
        boolean watched = rules.watched().contains(LocalTime.ofInstant(now, ShopTime.ZONE))
                && rules.watched().contains(LocalTime.ofInstant(now.minus(patience), ShopTime.ZONE));
        Set<String> told = new HashSet<>(notices.open(NoticeKind.TERMINAL_SILENT));
        List<Telling> silent = new ArrayList<>();
        for (Heard heard : terminals.heard()) {
            boolean quiet = heard.last().isBefore(now.minus(patience));
            boolean recent = heard.last().isAfter(now.minus(Duration.ofDays(DAYS + 1)));
            boolean known = told.contains(subject(heard));
            if (quiet && (known || watched && recent && usual(heard, now, rules))) {
                silent.add(telling(heard));
            }
        }
        return silent;
    }

    private boolean usual(Heard heard, Instant now, Rule rules) {
        long days = IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> now.minus(Duration.ofDays(day)))
                .filter(then -> terminals.wasHeard(heard.place().terminalNo(), then.minus(rules.after()), then))
                .count();
        return days >= rules.days();
    }

    private static String subject(Heard heard) {
        return "silence/" + heard.place().terminalNo();
    }

    private static Telling telling(Heard heard) {
        return new Telling(
                NoticeKind.TERMINAL_SILENT,
                subject(heard),
                heard.place().merchantNo(),
                Set.of(
                        Audience.merchant(heard.place().merchantNo()),
                        Audience.institution(heard.place().acquirer())),
                Map.of(
                        NoticeFacts.TERMINAL,
                        heard.place().terminalNo(),
                        NoticeFacts.SINCE,
                        heard.last().toString()));
    }
}
