package org.tallystick.notices.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.tallystick.notices.Delivery.Attempt;
import org.tallystick.notices.Delivery.Failure;
import org.tallystick.notices.WebhookSecret;
import org.tallystick.notices.WebhookSignature;

/**
 * Calls receivers without waiting for them: no redirect is followed, nothing of an answer but its status is read, and whatever happens
 * is over after {@link #PATIENCE}.
 */
@ApplicationScoped
class WebhookClient {
    /** The longest that an attempt takes. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ReceiverDoor door;
    private final Clock clock;
    private final HttpClient http;

    @Resource
    ManagedExecutorService executor;

    /** A message as it goes out. */
    record Outgoing(String id, URI receiver, byte[] body, List<WebhookSecret> secrets) {
        /** Never the secrets. */
        @Override
        public String toString() {
            return "Outgoing[" + id + "]";
        }
    }

    @Inject
    WebhookClient(ReceiverDoor door, Clock clock) {
        this.door = door;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WebhookClient() {
        this.door = null;
        this.clock = null;
        this.http = null;
    }

    /** How it went; never fails. */
    CompletableFuture<Attempt> send(Outgoing message) {
        Instant began = clock.instant();
        return CompletableFuture.supplyAsync(() -> door.refusal(message.receiver()), executor)
                .thenCompose(refusal -> refusal.isPresent()
                        ? CompletableFuture.completedFuture(refused(refusal))
                        : call(message, began))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, fault) -> {
                    long millis = Duration.between(began, clock.instant()).toMillis();
                    return fault == null
                            ? new Attempt(began, millis, answer.status(), answer.failure())
                            : new Attempt(began, millis, 0, failure(fault).name());
                });
    }

    private record Answer(int status, String failure) {}

    private static Answer refused(Optional<Failure> refusal) {
        return new Answer(0, refusal.map(Enum::name).orElse(""));
    }

    private CompletableFuture<Answer> call(Outgoing message, Instant sent) {
        HttpRequest request = HttpRequest.newBuilder(message.receiver())
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Tallystick-Webhooks/1")
                .header(WebhookSignature.ID, message.id())
                .header(WebhookSignature.TIMESTAMP, Long.toString(sent.getEpochSecond()))
                .header(
                        WebhookSignature.SIGNATURE,
                        WebhookSignature.sign(message.id(), sent, message.body(), message.secrets()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(response -> new Answer(response.statusCode(), ""));
    }

    private static Failure failure(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof HttpTimeoutException || t instanceof TimeoutException) {
                return Failure.TOO_SLOW;
            }
            if (t instanceof SSLException) {
                return Failure.NOT_TRUSTED;
            }
        }
        return Failure.UNREACHABLE;
    }
}
