package org.tallystick.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** Somebody who reads pages over kept HTTPS connections, signed in or not. Several threads may share one: each has a connection then. */
final class BenchVisitor {
    /** Owner of {@link BenchShop#MERCHANT}. */
    static final String OWNER = "owner@bench.example";
    /** Of {@link BenchShop#ACQUIRER}. */
    static final String OFFICER = "officer@bench.example";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SEE_OTHER = 303;

    private final URI server;
    private final HttpClient client;

    /**
     * An answer.
     *
     * @param nanos until its last one
     */
    record Answer(int status, byte[] body, long nanos) {}

    private BenchVisitor(URI server, SSLContext tls) {
        this.server = server;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .cookieHandler(new CookieManager())
                .connectTimeout(PATIENCE)
                .build();
    }

    /** Writes the accounts. @return the setting with which a server makes them */
    static Map<String, String> settings(Path folder) throws IOException {
        Path accounts = Files.writeString(
                folder.resolve("accounts.json"),
                """
                [{"login":"%s","name":"Owner","role":"MERCHANT_OWNER","scope":"%s"},
                 {"login":"%s","name":"Officer","role":"INSTITUTION_OFFICER","scope":"%s"}]
                """
                        .formatted(OWNER, BenchShop.MERCHANT, OFFICER, BenchShop.ACQUIRER));
        return Map.of(
                "TALLYSTICK_ACCESS_DEMO_ACCOUNTS", accounts.toAbsolutePath().toString());
    }

    /** Anybody. */
    static BenchVisitor of(GrownPlatform platform) throws IOException {
        return new BenchVisitor(platform.url(), SigningBench.trust(platform.root()));
    }

    /** @throws BenchException if the server does not know the account */
    static BenchVisitor signedIn(GrownPlatform platform, String login) throws IOException, InterruptedException {
        BenchVisitor visitor = of(platform);
        String password = StrictJson.parseArray(
                        Files.readAllBytes(platform.data().resolve("demo-accounts.json")),
                        StrictJson.Limits.UPLOAD,
                        "accounts")
                .stream()
                .filter(account -> account.string("name").equals(login))
                .map((JsonObject account) -> account.string("password"))
                .findFirst()
                .orElseThrow(() -> new BenchException("The server has made no account " + login + "."));
        String form = "login=" + URLEncoder.encode(login, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        Answer answer = visitor.send(visitor.request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", platform.url().toString())
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        if (answer.status() != SEE_OTHER) {
            throw new BenchException("%s could not sign in: %d.".formatted(login, answer.status()));
        }
        return visitor;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer postJson(String path, byte[] body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** The first byte of a long answer; the rest is not read. */
    Answer begin(String path) throws IOException, InterruptedException {
        long started = System.nanoTime();
        HttpResponse<InputStream> answer =
                client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            byte[] first = body.readNBytes(1);
            long nanos = System.nanoTime() - started;
            return new Answer(answer.statusCode(), first, nanos);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).header("Accept-Language", "en");
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        long started = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.body(), System.nanoTime() - started);
    }
}
