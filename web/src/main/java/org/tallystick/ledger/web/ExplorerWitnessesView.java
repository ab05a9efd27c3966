package org.tallystick.ledger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.service.LedgerExplorer;
import org.tallystick.ledger.service.LedgerTimestamps;
import org.tallystick.ledger.service.LogState;
import org.tallystick.ledger.service.WitnessStanding;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** Who besides the operator has seen a log, how old what is published is, and earlier checkpoints that are kept. */
@Named("watched")
@RequestScoped
public class ExplorerWitnessesView {
    private static final int HISTORY = 12;
    private static final Duration OLD = Duration.ofMinutes(10);

    @Inject
    private HttpServletRequest request;

    @Inject
    private LedgerExplorer explorer;

    @Inject
    private LedgerTimestamps timestamps;

    @Inject
    private Clock clock;

    /** A witness. {@code time} is null if it has not cosigned; {@code age} is in words. */
    public record Row(String name, String key, @Nullable Moment time, String age) {}

    /** A checkpoint that is kept with its timestamp. */
    public record Kept(String size, String compare, Moment time, String file, String token) {}

    public List<Row> getWitnesses() {
        return explorer.witnesses(log()).stream().map(this::row).toList();
    }

    private Row row(WitnessStanding witness) {
        return new Row(
                witness.name(),
                witness.key(),
                witness.cosigned().map(Moment::of).orElse(null),
                witness.cosigned().map(this::age).orElse(""));
    }

    /** Whether as many have cosigned as the operator demands. */
    public boolean isWitnessed() {
        return explorer.isWitnessed(log());
    }

    /** What there is to say about the checkpoint's age; empty while it is as fresh as it should be. */
    public String getLate() {
        long waiting = explorer.waiting(log());
        Instant published = Instant.ofEpochMilli(log().publishedAt());
        return waiting > 0 && published.plus(OLD).isBefore(clock.instant())
                ? words().get("watched.late", ExplorerView.grouped(waiting), age(published))
                : "";
    }

    /** The newest that are kept, the newest first. */
    public List<Kept> getHistory() {
        LogState state = log();
        return timestamps.list(state.log()).stream()
                .limit(HISTORY)
                .map(one -> new Kept(
                        ExplorerView.grouped(one.size()),
                        ExplorerView.link(state) + "?older=" + one.size(),
                        Moment.of(one.at()),
                        state.log().prefix() + "/timestamps/" + one.size() + ".checkpoint",
                        state.log().prefix() + "/timestamps/" + one.size() + ".tst"))
                .toList();
    }

    private String age(Instant since) {
        Duration age = Duration.between(since, clock.instant());
        if (age.toMinutes() < 1) {
            return words().get("watched.seconds", String.valueOf(Math.max(0, age.toSeconds())));
        }
        return age.toHours() < 2
                ? words().get("watched.minutes", String.valueOf(age.toMinutes()))
                : words().get("watched.hours", ExplorerView.grouped(age.toHours()));
    }

    private LogState log() {
        return ExplorerView.shown(request);
    }

    private Texts words() {
        Locale locale = Preferences.of(request).language().locale();
        return Texts.ofPages(locale);
    }
}
