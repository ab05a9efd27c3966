package org.tallystick.ear.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.ear.LocalHttp;
import org.tallystick.ear.ServerProcess;

/** Long work of the first merchant: its receipts as CSV and as a spreadsheet, started as a person would. */
final class DemoWork {
    private final ServerProcess server;

    DemoWork(ServerProcess server) {
        this.server = server;
    }

    void start(String login, String password) throws IOException {
        HttpResponse<String> signedIn = post("", "/sign-in", Map.of("login", login, "password", password));
        String cookie =
                signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        for (String kind : new String[] {"receipts-csv", "receipts-xlsx"}) {
            Map<String, String> form = Map.of("kind", kind, "parameters", "from=&to=", "language", "zh-CN");
            int status = post(cookie, "/work", form).statusCode();
            if (status != 303) {
                throw new IOException("long work is not started: " + status);
            }
        }
        post(cookie, "/sign-out", Map.of());
    }

    private HttpResponse<String> post(String cookie, String path, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return LocalHttp.send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }
}
