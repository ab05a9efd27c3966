package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody whose browser goes to an OpenID Connect provider and comes back, one step at a time. */
final class ProviderVisitor {
    private static final HttpClient OUTSIDE = HttpClient.newHttpClient();

    private final ServerProcess server;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    ProviderVisitor(ServerProcess server) {
        this.server = server;
    }

    /** One who is signed in already. */
    static ProviderVisitor of(ServerProcess server, PortalClient client) {
        ProviderVisitor visitor = new ProviderVisitor(server);
        visitor.cookies.put("__Host-session", client.session());
        return visitor;
    }

    /** The same cookies in another hand. */
    ProviderVisitor twin() {
        ProviderVisitor twin = new ProviderVisitor(server);
        twin.cookies.putAll(cookies);
        return twin;
    }

    TestAnswer get(String path) throws IOException {
        String sent = cookies.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("; "));
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
                .header("Accept-Language", "en")
                .header("Sec-Fetch-Site", "same-origin");
        TestAnswer answer = TestAnswer.to(sent.isEmpty() ? request : request.header("Cookie", sent));
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    /** From a page of ours to the provider and as far as its answer. @return path and query string of the way back */
    String wayBack(String start) throws IOException {
        TestAnswer departure = get(start);
        assertThat(departure.status()).isEqualTo(303);
        URI provider = URI.create(departure.header("Location"));
        assertThat(provider.getQuery())
                .contains("code_challenge_method=S256")
                .contains("nonce=")
                .contains("state=");
        try {
            HttpResponse<Void> answer =
                    OUTSIDE.send(HttpRequest.newBuilder(provider).build(), HttpResponse.BodyHandlers.discarding());
            URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
            return back.getRawPath() + "?" + back.getRawQuery();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** There and back again. */
    TestAnswer roundTrip(String start) throws IOException {
        return get(wayBack(start));
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
