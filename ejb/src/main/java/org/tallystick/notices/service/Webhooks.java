package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.notices.Audience;
import org.tallystick.notices.Delivery;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.ReceiverRules;
import org.tallystick.notices.Webhook;
import org.tallystick.notices.WebhookMessage;
import org.tallystick.notices.WebhookSecret;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Ids;

/** The receivers of a merchant, managed by its owner, or of an institution, managed by its officers. */
@ApplicationScoped
@PermitAll
public class Webhooks {
    private static final int MOST = 5;
    private static final int LOG = 50;
    private static final Duration BOTH_SECRETS = Duration.ofDays(1);

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final WebhookSecrets secrets;
    private final ReceiverDoor door;
    private final Notices notices;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    Webhooks(
            WebhookRepository webhooks,
            DeliveryRepository deliveries,
            WebhookSecrets secrets,
            ReceiverDoor door,
            Notices notices,
            Event<AuditEvent> audit,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.door = door;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Webhooks() {
        this(null, null, null, null, null, null, null);
    }

    public List<Webhook> list(Viewer viewer) {
        return webhooks.of(owner(viewer));
    }

    /** @throws Problem not-found if it is none of the viewer's */
    public Webhook find(Viewer viewer, String id) {
        return webhooks.find(owner(viewer), id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such webhook."));
    }

    /**
     * A new receiver.
     *
     * @param kinds what it is told; webhooks' own failures are not among them
     * @return its secret, shown once
     * @throws Problem member-invalid, {@code url} or {@code kinds}
     */
    @Transactional
    public WebhookSecret add(Viewer viewer, String url, Set<NoticeKind> kinds) {
        Audience owner = owner(viewer);
        String address = ReceiverRules.address(url, door.allowsPlain()).toString();
        if (kinds.isEmpty() || !NoticeKind.ofWebhooks().containsAll(kinds)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "kinds", "must name at least one thing to be told of");
        }
        List<Webhook> own = webhooks.of(owner);
        if (own.size() >= MOST) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "url", "is one too many: remove one that is not used");
        }
        if (own.stream().anyMatch(webhook -> webhook.url().equals(address))) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "url", "is in use already");
        }
        Webhook webhook =
                new Webhook(Ids.random(), owner, address, kinds, clock.instant(), Optional.empty(), Optional.empty());
        WebhookSecret secret = secrets.create(webhook);
        audit.fire(viewer.audit("webhook.add", webhook.host()).change("", webhook.id()));
        return secret;
    }

    /** Another secret; for a day messages are signed with both. @return the new one, shown once */
    @Transactional
    public WebhookSecret exchange(Viewer viewer, String id) {
        Webhook webhook = find(viewer, id);
        audit.fire(viewer.audit("webhook.exchange", webhook.host()));
        return secrets.exchange(webhook, clock.instant().plus(BOTH_SECRETS));
    }

    /** Removes it with its log; what still waits is not sent any more. */
    @Transactional
    public void remove(Viewer viewer, String id) {
        Webhook webhook = find(viewer, id);
        webhooks.remove(webhook.id());
        notices.settled(WebhookBook.subject(webhook.id()));
        audit.fire(viewer.audit("webhook.remove", webhook.host()).change(webhook.id(), ""));
    }

    /** The newest messages with their attempts. */
    public List<Delivery> log(Viewer viewer, String id) {
        return deliveries.log(find(viewer, id).id(), LOG);
    }

    /** Sends a test, or with a message's id that one again; a receiver that had asked not to be called is called again. */
    @Transactional
    public void send(Viewer viewer, String id, Optional<String> delivery) {
        Webhook webhook = find(viewer, id);
        Instant now = clock.instant();
        if (delivery.isEmpty()) {
            deliveries.add(webhook.id(), WebhookMessage.TEST, WebhookMessage.test(now), now);
        } else if (!deliveries.again(webhook.id(), delivery.get(), now)) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such message.");
        }
        if (webhook.closed().isPresent()) {
            webhooks.close(webhook.id(), 0);
        }
        audit.fire(viewer.audit("webhook.send", webhook.host()).change("", delivery.orElse("test")));
    }

    private static Audience owner(Viewer viewer) {
        viewer.require(Role.MERCHANT_OWNER, Role.INSTITUTION_OFFICER);
        return Audience.of(viewer).orElseThrow();
    }
}
