package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.notices.Audience;
import org.tallystick.notices.Notice;
import org.tallystick.notices.Webhook;
import org.tallystick.notices.WebhookMessage;
import org.tallystick.notices.service.NoticeRepository.Unspread;
import org.tallystick.notices.service.PreferenceRepository.Person;
import org.tallystick.shared.service.Settings;

/** Makes messages of notices: for each receiver that wants this kind, and for each person who wants letters about it. */
@ApplicationScoped
@PermitAll
public class NoticeSpread {
    private static final int TURN = 1;
    private static final int MOST = 200;
    private static final Duration NOTICES_KEPT = Duration.ofDays(400);
    private static final Duration MESSAGES_KEPT = Duration.ofDays(30);

    private final NoticeRepository notices;
    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final PreferenceRepository preferences;
    private final LetterRepository letters;
    private final MailSettings mail;
    private final Settings settings;
    private final Clock clock;

    /** Who is told, looked up once a round. */
    private record Ears(List<Webhook> webhooks, List<Person> people) {}

    @Inject
    NoticeSpread(
            NoticeRepository notices,
            WebhookRepository webhooks,
            DeliveryRepository deliveries,
            PreferenceRepository preferences,
            LetterRepository letters,
            MailSettings mail,
            Settings settings,
            Clock clock) {
        this.notices = notices;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.preferences = preferences;
        this.letters = letters;
        this.mail = mail;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected NoticeSpread() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Some of them. @return whether there may be more */
    @Transactional
    public boolean spread() {
        // Most of the time there is nothing, and nobody has to wait in order to see that.
        if (notices.unspread(1).isEmpty()) {
            return false;
        }
        notices.take(TURN);
        List<Unspread> some = notices.unspread(MOST);
        Map<Audience, Ears> known = new HashMap<>();
        for (Unspread one : some) {
            spread(one, known.computeIfAbsent(one.notice().audience(), this::ears));
            notices.spread(one.notice().id());
        }
        return some.size() == MOST;
    }

    /** What is long over goes, with its messages. */
    @Transactional
    public void forget() {
        Instant now = clock.instant();
        notices.forget(now.minus(NOTICES_KEPT).toEpochMilli());
        deliveries.forget(now.minus(MESSAGES_KEPT));
        letters.forget(now.minus(MESSAGES_KEPT));
    }

    private Ears ears(Audience audience) {
        return new Ears(webhooks.of(audience), mail.isConfigured() ? preferences.people(audience) : List.of());
    }

    private void spread(Unspread one, Ears ears) {
        Notice notice = one.notice();
        Instant now = clock.instant();
        for (Webhook webhook : ears.webhooks()) {
            boolean since = !webhook.created().isAfter(notice.told());
            if (since && webhook.closed().isEmpty() && webhook.kinds().contains(notice.kind())) {
                if (one.told()) {
                    deliver(webhook, WebhookMessage.TOLD, notice, now);
                }
                if (!notice.isOpen()) {
                    deliver(webhook, WebhookMessage.SETTLED, notice, now);
                }
            }
        }
        if (one.told() && notice.isOpen()) {
            ears.people().stream()
                    .filter(person -> wants(person, notice))
                    .forEach(person -> write(person, notice, now));
        }
    }

    private void deliver(Webhook webhook, String type, Notice notice, Instant now) {
        deliveries.add(webhook.id(), type, WebhookMessage.of(type, notice, settings.baseUrl()), now);
    }

    private static boolean wants(Person person, Notice notice) {
        return person.wants().kinds().contains(notice.kind())
                && person.address().isPresent();
    }

    private void write(Person person, Notice notice, Instant now) {
        Instant due = person.wants().rhythm().due(notice.severity(), notice.told());
        letters.add(person.accountId(), notice.id(), now, due);
    }
}
