package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.notices.Audience;
import org.tallystick.notices.Delivery;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Telling;
import org.tallystick.notices.Webhook;
import org.tallystick.notices.WebhookSecret;
import org.tallystick.notices.service.DeliveryRepository.Due;
import org.tallystick.notices.service.WebhookClient.Outgoing;

/** The rows of messages, each step a transaction of its own: none is open while a receiver is called. */
@ApplicationScoped
@PermitAll
class WebhookBook {
    private static final int GONE = 410;

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final WebhookSecrets secrets;
    private final Notices notices;

    /** A message that this server has taken. */
    record Taken(Due due, Outgoing message) {}

    /** What came of an attempt. @param next empty: it is given up */
    record Outcome(Due due, Delivery.Attempt attempt, boolean delivered, Optional<Instant> next) {}

    @Inject
    WebhookBook(WebhookRepository webhooks, DeliveryRepository deliveries, WebhookSecrets secrets, Notices notices) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.notices = notices;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WebhookBook() {
        this(null, null, null, null);
    }

    /** What a receiver's own notice is about. */
    static String subject(String webhookId) {
        return "webhook/" + webhookId;
    }

    @Transactional
    public List<String> dueReceivers(Instant now, int most) {
        return deliveries.dueReceivers(now, most);
    }

    /** Messages for one receiver, taken until {@code lease}. */
    @Transactional
    public List<Taken> take(String webhookId, Instant now, Instant lease, int most) {
        Optional<Webhook> webhook = webhooks.find(webhookId);
        if (webhook.isEmpty()) {
            return List.of();
        }
        URI receiver = URI.create(webhook.get().url());
        List<WebhookSecret> valid = secrets.valid(webhookId, now);
        List<Taken> taken = new ArrayList<>();
        for (Due due : deliveries.due(webhookId, now, most)) {
            if (deliveries.take(due.id(), now, lease)) {
                taken.add(new Taken(due, new Outgoing(due.id(), receiver, due.body(), valid)));
            }
        }
        return taken;
    }

    /** Writes an attempt into the log. A message that is given up is told to its organisation; one that arrives settles that. */
    @Transactional
    public void write(Outcome outcome) {
        Due due = outcome.due();
        boolean gone = outcome.attempt().status() == GONE;
        Delivery.State state = outcome.delivered()
                ? Delivery.State.DELIVERED
                : gone || outcome.next().isEmpty() ? Delivery.State.GIVEN_UP : Delivery.State.WAITING;
        Instant at = outcome.attempt().at();
        if (!deliveries.tried(due.id(), state, outcome.next().orElse(at))) {
            return;
        }
        deliveries.log(due.id(), outcome.attempt());
        if (gone) {
            webhooks.close(due.webhookId(), at.toEpochMilli());
        }
        if (state == Delivery.State.GIVEN_UP) {
            webhooks.find(due.webhookId()).ifPresent(this::tell);
        } else if (state == Delivery.State.DELIVERED && !deliveries.anyGivenUp(due.webhookId())) {
            notices.settled(subject(due.webhookId()));
        }
    }

    private void tell(Webhook webhook) {
        boolean shop = webhook.audience().kind() == Audience.Kind.MERCHANT;
        notices.tell(new Telling(
                NoticeKind.WEBHOOK_GIVEN_UP,
                subject(webhook.id()),
                shop ? webhook.audience().scope() : "",
                Set.of(webhook.audience()),
                Map.of(NoticeFacts.WEBHOOK, webhook.id(), NoticeFacts.NAME, webhook.host())));
    }
}
