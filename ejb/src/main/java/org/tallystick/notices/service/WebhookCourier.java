package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tallystick.notices.Delivery.Attempt;
import org.tallystick.notices.service.DeliveryRepository.Due;
import org.tallystick.notices.service.WebhookBook.Outcome;
import org.tallystick.notices.service.WebhookBook.Taken;
import org.tallystick.shared.service.Settings;

/**
 * Carries messages to receivers. Each round writes down what has come back since the last and sends what is due; no thread waits for a
 * receiver. A receiver that does not answer has one message on the way at most, so it holds up its own and nobody else's.
 */
@ApplicationScoped
@PermitAll
public class WebhookCourier {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Messages on the way at a time, in all and to one receiver that has taken its last one. */
    private static final int MOST = 256;

    private static final int MOST_OF_ONE = 16;
    /** If this server dies, another sends again what it had taken. */
    private static final Duration LEASE = WebhookClient.PATIENCE.multipliedBy(4);

    private final WebhookBook book;
    private final WebhookClient client;
    private final Settings settings;
    private final Clock clock;
    /** Owned by {@link #round}, which one thread runs at a time. */
    private final List<OnTheWay> under = new ArrayList<>();

    private final Map<String, Boolean> healthy = new HashMap<>();

    private record OnTheWay(Due due, CompletableFuture<Attempt> attempt) {}

    @Inject
    WebhookCourier(WebhookBook book, WebhookClient client, Settings settings, Clock clock) {
        this.book = book;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WebhookCourier() {
        this(null, null, null, null);
    }

    /** One round; takes as long as its rows, never as long as a receiver. */
    public synchronized void round() {
        gather();
        int free = MOST - under.size();
        for (String receiver : book.dueReceivers(clock.instant(), MOST)) {
            long busy = under.stream()
                    .filter(one -> one.due().webhookId().equals(receiver))
                    .count();
            int allowed = healthy.getOrDefault(receiver, false) ? MOST_OF_ONE : 1;
            int most = (int) Math.min(free, allowed - busy);
            if (most > 0) {
                free -= send(receiver, most);
            }
        }
    }

    private int send(String receiver, int most) {
        Instant now = clock.instant();
        List<Taken> taken = book.take(receiver, now, now.plus(LEASE), most);
        for (Taken one : taken) {
            under.add(new OnTheWay(one.due(), client.send(one.message())));
        }
        return taken.size();
    }

    private void gather() {
        List<OnTheWay> back =
                under.stream().filter(one -> one.attempt().isDone()).toList();
        under.removeAll(back);
        for (OnTheWay one : back) {
            Attempt attempt = one.attempt().join();
            boolean delivered = attempt.status() >= 200 && attempt.status() < 300;
            healthy.put(one.due().webhookId(), delivered);
            book.write(new Outcome(one.due(), attempt, delivered, delivered ? Optional.empty() : next(one.due())));
        }
    }

    private Optional<Instant> next(Due due) {
        return RetrySettings.plan(settings).next(due.attempts() + 1, due.begun(), clock.instant(), RANDOM.nextDouble());
    }
}
