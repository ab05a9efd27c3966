package org.tallystick.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.tallystick.shared.TimedBody;

/**
 * A log at its URL prefix. Follows no redirects; repeats where the server asks for it or a connection breaks; reads no more than a
 * file of that kind can have, also after decompression.
 */
public final class HttpTileSource implements LogFiles {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** The largest file over half a megabit a second. */
    private static final Duration LONGEST_BODY = Duration.ofMinutes(5);

    private static final int ATTEMPTS = 5;
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int OK = 200;

    private final String prefix;
    private final HttpClient client;
    private final Optional<String> token;

    /**
     * @param prefix of the log, such as {@code https://pos.example/ledger/12345678/2027q1}
     * @param client that brings the trust in the server; it must not follow redirects
     * @param token of an auditor; needed for the entries, and sent with them only
     * @throws IllegalArgumentException if a token would travel unencrypted to another machine
     */
    public HttpTileSource(URI prefix, HttpClient client, Optional<String> token) {
        if (token.isPresent() && !"https".equalsIgnoreCase(prefix.getScheme()) && !isThisMachine(prefix)) {
            throw new IllegalArgumentException("An auditor's token must only be sent over https");
        }
        this.prefix = prefix.toString().replaceFirst("/*$", "/");
        this.client = client;
        this.token = token;
    }

    private static boolean isThisMachine(URI prefix) {
        String host = String.valueOf(prefix.getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return get(request("checkpoint"), MAX_CHECKPOINT);
    }

    @Override
    public byte[] tile(TileCoordinate coordinate) throws IOException {
        return get(request("tile/" + coordinate.path()), TileCoordinate.FULL_WIDTH * MerkleHash.HASH_LENGTH);
    }

    @Override
    public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
        HttpRequest.Builder request = request("tile/entries/" + coordinate.path());
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return get(request, MAX_BUNDLE);
    }

    @Override
    public byte[] objects(long bundle) throws IOException {
        return get(request("objects/" + bundle), LedgerObjects.MAX_LENGTH);
    }

    @Override
    public byte[] removal() throws IOException {
        return get(request("removal"), LedgerObjects.MAX_LENGTH);
    }

    @Override
    public byte[] master() throws IOException {
        return get(request("master"), LedgerObjects.MAX_LENGTH);
    }

    private HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(URI.create(prefix + name))
                .timeout(TIMEOUT)
                .header("Accept-Encoding", "gzip");
    }

    private byte[] get(HttpRequest.Builder builder, int limit) throws IOException {
        HttpRequest request = builder.build();
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                Optional<Answer> answer = tryOnce(request, limit);
                if (answer.isPresent() && !answer.get().isBusy()) {
                    return answer.get().file();
                }
                Thread.sleep(answer.map(Answer::waitBeforeRepeating)
                        .orElse(SHORT_WAIT)
                        .toMillis());
            }
            return ask(request, limit).file();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading the log");
        }
    }

    /** @return empty if the connection broke, which may pass; where none can be had it is no use to repeat */
    private Optional<Answer> tryOnce(HttpRequest request, int limit) throws IOException, InterruptedException {
        try {
            return Optional.of(ask(request, limit));
        } catch (ConnectException | SSLException | SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** One byte too many is read on purpose: what is too long must not look right. */
    private Answer ask(HttpRequest request, int limit) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        try (InputStream body = new TimedBody(response.body(), LONGEST_BODY)) {
            if (response.statusCode() != OK) {
                return new Answer(response, new byte[0]);
            }
            return new Answer(response, (packed ? new GZIPInputStream(body) : body).readNBytes(limit + 1));
        }
    }

    private record Answer(HttpResponse<?> response, byte[] body) {
        boolean isBusy() {
            return response.statusCode() == 429 || response.statusCode() == 503;
        }

        Duration waitBeforeRepeating() {
            String seconds = response.headers().firstValue("Retry-After").orElse("");
            return seconds.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), LONGEST_WAIT.toSeconds()))
                    : SHORT_WAIT;
        }

        byte[] file() throws IOException {
            String path = response.uri().getPath();
            switch (response.statusCode()) {
                case OK -> {
                    return body;
                }
                case 401, 403 -> throw new AccessDeniedException(path);
                case 404 -> throw new NoSuchFileException(path);
                case 410 -> throw new EntriesRemovedException(path);
                default -> throw new IOException("The log's server answered " + response.statusCode() + " to " + path);
            }
        }
    }
}
