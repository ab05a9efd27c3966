package org.tallystick.terminal;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * HTTPS to the platform: one base address, one set of trusted authorities, a time limit for everything, no redirects.
 * Thread-safe.
 */
public final class PlatformClient {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    private static final int LARGEST_ANSWER = 16 << 20;
    private static final String NO_ANSWER = "no answer in time";

    private final URI base;
    private final Duration limit;
    private final HttpClient http;

    /**
     * @param base scheme, host and port of the platform
     * @param limit for a request from its first byte to the answer's last
     */
    PlatformClient(URI base, SSLContext tls, Duration limit) {
        this.base = base;
        this.limit = limit;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT.compareTo(limit) < 0 ? CONNECT_LIMIT : limit)
                .sslContext(tls)
                .build();
    }

    /** What is posted: a body of a media type, and by whom. */
    record Post(String path, String mediaType, byte[] body, Optional<String> authorization) {
        static Post json(String path, byte[] body, Optional<String> authorization) {
            return new Post(path, "application/json", body, authorization);
        }
    }

    URI base() {
        return base;
    }

    HttpClient http() {
        return http;
    }

    /** @throws UnreachableException if there is no answer within the time limit */
    HttpAnswer get(String path) {
        return send(request(path).GET());
    }

    /** @throws UnreachableException if there is no answer within the time limit */
    HttpAnswer post(Post post) {
        HttpRequest.Builder request = request(post.path())
                .header("Content-Type", post.mediaType())
                .POST(BodyPublishers.ofByteArray(post.body()));
        post.authorization().ifPresent(value -> request.header("Authorization", value));
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(limit).header("User-Agent", "tallystick-terminal");
    }

    private HttpAnswer send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request.build(), PlatformClient::limitedBody);
        try {
            HttpResponse<byte[]> response = exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpAnswer(response.statusCode(), response.body(), response.headers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(base, "interrupted", false, e);
        } catch (TimeoutException e) {
            throw new UnreachableException(base, NO_ANSWER, false, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnreachableException(base, reason(cause), isNoConnection(cause), cause);
        } finally {
            exchange.cancel(true);
        }
    }

    private static BodySubscriber<byte[]> limitedBody(HttpResponse.ResponseInfo answer) {
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        if (length > LARGEST_ANSWER) {
            throw new IllegalStateException("The answer is longer than any answer of a platform");
        }
        return BodySubscribers.ofByteArray();
    }

    private static boolean isNoConnection(Throwable e) {
        return e instanceof ConnectException || e instanceof HttpConnectTimeoutException || e instanceof SSLException;
    }

    private static String reason(Throwable e) {
        if (e instanceof HttpTimeoutException) {
            return NO_ANSWER;
        }
        if (e instanceof SSLException) {
            return "its TLS certificate is not trusted, or it does not speak TLS: compare --server and --ca";
        }
        return e instanceof ConnectException ? "no connection" : "the connection broke";
    }
}
