package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.tallystick.enrolment.service.ServerCertificate;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Telling;
import org.tallystick.notices.service.WatchRepository.Ending;

/** Certificates that end: told 30, 7 and 1 days before, each time anew. */
@ApplicationScoped
class CertificateWatch {
    private static final List<Integer> LEVELS = List.of(1, 7, 30);

    private final WatchRepository terminals;
    private final Supplier<Optional<Instant>> listener;
    private final Clock clock;

    @Inject
    CertificateWatch(WatchRepository terminals, ServerCertificate server, Clock clock) {
        this(terminals, server::notAfter, clock);
    }

    /** @param listener until when the HTTPS listener's certificate works */
    CertificateWatch(WatchRepository terminals, Supplier<Optional<Instant>> listener, Clock clock) {
        this.terminals = terminals;
        this.listener = listener;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateWatch() {
        this.terminals = null;
        this.listener = null;
        this.clock = null;
    }

    List<Telling> look() {
        Instant now = clock.instant();
        Instant horizon = now.plus(Duration.ofDays(LEVELS.get(LEVELS.size() - 1)));
        List<Telling> all = new ArrayList<>();
        for (Ending ending : terminals.endingBefore(horizon)) {
            all.add(telling(ending, Duration.between(now, ending.end()).toDays()));
        }
        // The platform renews its own certificate at 30 days: only one that was not is worth a word.
        listener.get()
                .filter(end -> end.isBefore(now.plus(Duration.ofDays(LEVELS.get(1)))))
                .ifPresent(end -> all.add(listener(Duration.between(now, end).toDays())));
        return all;
    }

    private static Telling telling(Ending ending, long days) {
        String terminal = ending.place().terminalNo();
        return new Telling(
                NoticeKind.CERTIFICATE_EXPIRING,
                "certificate/" + terminal + "/" + level(days),
                ending.place().merchantNo(),
                Set.of(
                        Audience.merchant(ending.place().merchantNo()),
                        Audience.institution(ending.place().acquirer())),
                Map.of(NoticeFacts.TERMINAL, terminal, NoticeFacts.NAME, terminal, NoticeFacts.DAYS, text(days)));
    }

    private static Telling listener(long days) {
        return new Telling(
                NoticeKind.CERTIFICATE_EXPIRING,
                "certificate/tls/" + level(days),
                "",
                Set.of(Audience.OPERATOR),
                Map.of(NoticeFacts.NAME, "HTTPS", NoticeFacts.DAYS, text(days)));
    }

    private static String text(long days) {
        return Long.toString(Math.max(0, days));
    }

    private static int level(long days) {
        return LEVELS.stream().filter(level -> days < level).findFirst().orElse(LEVELS.get(LEVELS.size() - 1));
    }
}
