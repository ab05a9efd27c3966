package org.tallystick.ear;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** An answer as bytes, and what the tests ask of it. */
record TestAnswer(int status, HttpResponse<byte[]> response) {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(10, 64, 1 << 20, 200_000, true);

    static TestAnswer to(HttpRequest.Builder request) throws IOException {
        try {
            var answer = LocalHttp.client()
                    .send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new TestAnswer(answer.statusCode(), answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static TestAnswer get(ServerProcess server, String path) throws IOException {
        return to(HttpRequest.newBuilder(server.url(path)));
    }

    static TestAnswer post(ServerProcess server, String path, byte[] json) throws IOException {
        return to(HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    byte[] body() {
        return response.body();
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    JsonObject json() {
        return StrictJson.parse(body(), LIMITS);
    }

    /** Status and the last part of the problem's type: {@code 409 counter-conflict}; the status alone where it is no problem. */
    String outcome() {
        return header("Content-Type").startsWith("application/problem+json")
                ? status + " " + slug(json())
                : Integer.toString(status);
    }

    static String slug(JsonObject problem) {
        String type = problem.string("type");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** Empty if it is not there. */
    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    byte[] receipt() {
        return Base64Url.decode(json().string("receipt"));
    }

    List<String> findings() {
        return json().objects("findings").stream()
                .map(finding -> finding.string("code"))
                .toList();
    }

    long index() {
        return json().integer("index");
    }
}
