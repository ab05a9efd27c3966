package org.tallystick.ear;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser without pictures: keeps the session's cookie and sends forms as a page of the site would. */
final class PortalClient {
    private final ServerProcess server;
    private String session;

    PortalClient(ServerProcess server) {
        this(server, "");
    }

    PortalClient(ServerProcess server, String session) {
        this.server = server;
        this.session = session;
    }

    /** The session's secret; empty before signing in. */
    String session() {
        return session;
    }

    TestAnswer get(String path) throws IOException {
        return send(HttpRequest.newBuilder(server.url(path)));
    }

    /** In another language than English. */
    TestAnswer get(String path, String language) throws IOException {
        return send(HttpRequest.newBuilder(server.url(path)), language);
    }

    /** A large answer, to be read as it comes. */
    InputStream open(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(server.url(path))
                    .header("Cookie", "__Host-session=" + session)
                    .build();
            HttpResponse<InputStream> answer =
                    LocalHttp.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                answer.body().close();
                throw new IOException(answer.statusCode() + " for " + path);
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    TestAnswer post(String path, Map<String, String> form) throws IOException {
        return postFrom("https://localhost:" + server.port(8443), path, form);
    }

    /** The same with fields that come more than once. */
    TestAnswer postFields(String path, List<Map.Entry<String, String>> fields) throws IOException {
        return postFields("https://localhost:" + server.port(8443), path, fields);
    }

    TestAnswer postFrom(String origin, String path, Map<String, String> form) throws IOException {
        return postFields(origin, path, List.copyOf(form.entrySet()));
    }

    private TestAnswer postFields(String origin, String path, List<Map.Entry<String, String>> fields)
            throws IOException {
        String body = fields.stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A form with a file, as a browser sends it. */
    TestAnswer upload(String path, Map<String, String> form, String name, byte[] file) throws IOException {
        String boundary = "----boundary-of-the-tests";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : form.entrySet()) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                            + "\"\r\n\r\n" + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Origin", "https://localhost:" + server.port(8443))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private TestAnswer send(HttpRequest.Builder request) throws IOException {
        return send(request, "en");
    }

    private TestAnswer send(HttpRequest.Builder request, String language) throws IOException {
        if (!session.isEmpty()) {
            request.header("Cookie", "__Host-session=" + session);
        }
        TestAnswer answer = TestAnswer.to(request.header("Accept-Language", language));
        String cookie = answer.header("Set-Cookie");
        if (cookie.startsWith("__Host-session=")) {
            session = cookie.substring("__Host-session=".length(), cookie.indexOf(';'));
        }
        return answer;
    }
}
