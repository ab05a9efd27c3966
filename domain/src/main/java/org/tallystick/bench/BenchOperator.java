package org.tallystick.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.tallystick.access.Totp;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/**
 * The operator of a server that was started for a run, as its portal knows people: chooses SM2 for the institution, which nobody else may.
 */
final class BenchOperator {
    private static final String ACCOUNTS =
            "[{\"login\":\"operator@bench.example\",\"name\":\"Operator\",\"role\":\"OPERATOR\"}]";
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient client;

    private BenchOperator(URI server, SSLContext tls) {
        this.server = server;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .cookieHandler(new CookieManager())
                .connectTimeout(PATIENCE)
                .build();
    }

    /** Writes the account. @return the setting with which a server makes it */
    static Map<String, String> settings(Path folder) throws IOException {
        Path accounts = Files.writeString(folder.resolve("accounts.json"), ACCOUNTS);
        return Map.of(
                "TALLYSTICK_ACCESS_DEMO_ACCOUNTS", accounts.toAbsolutePath().toString());
    }

    /**
     * @param data the server's data directory, where it has written the account's password
     * @throws BenchException if the server does not take it
     */
    static void chooseSm2(URI server, SSLContext tls, Path data) throws IOException, InterruptedException {
        JsonObject account = StrictJson.parseArray(
                        Files.readAllBytes(data.resolve("demo-accounts.json")), StrictJson.Limits.UPLOAD, "accounts")
                .get(0);
        BenchOperator operator = new BenchOperator(server, tls);
        operator.signIn(account.string("name"), account.string("password"));
        operator.post(
                "/admin/institutions/" + BenchShop.ACQUIRER,
                303,
                Map.of("do", "algorithms", "terminals", "SM2SM3", "seal", "SM2SM3"));
    }

    private void signIn(String login, String password) throws IOException, InterruptedException {
        String page = post("/sign-in", 200, Map.of("login", login, "password", password));
        Matcher secret = SECRET.matcher(page);
        if (!secret.find()) {
            throw new BenchException("The server asks its operator for no second step to be set up.");
        }
        post(
                "/sign-in/setup",
                200,
                Map.of(
                        "code",
                        Totp.at(decoded(secret.group(1)), Clock.systemUTC().instant())));
    }

    private String post(String path, int expected, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", server.toString())
                        .header("Accept-Language", "en")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new BenchException(
                    "The operator could not choose SM2: %s answered %d.".formatted(path, answer.statusCode()));
        }
        return answer.body();
    }

    /** Base32 (RFC 4648) in groups, as a page shows it. */
    private static byte[] decoded(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char c : base32.replace(" ", "").toCharArray()) {
            buffer = buffer << 5 | (c >= 'A' ? c - 'A' : c - '2' + 26);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
