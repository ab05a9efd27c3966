package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A customer with a link for a late signature and a browser of their own. */
final class LateCustomer {
    private static final Pattern LINK = Pattern.compile("id=\"link\">https://[^/]+(/sign/[A-Za-z0-9_-]{22})<");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private final ServerProcess server;
    private final String path;
    private String cookies = "";

    private LateCustomer(ServerProcess server, String path) {
        this.server = server;
        this.path = path;
    }

    /** Somebody of the portal asks the customer of a case, by the address of its page. */
    static LateCustomer asked(ServerProcess server, PortalClient person, String casePage) throws IOException {
        TestAnswer made = ask(person, casePage);
        assertThat(made.status()).isEqualTo(200);
        Matcher link = LINK.matcher(made.text());
        assertThat(link.find()).isTrue();
        return new LateCustomer(server, link.group(1));
    }

    /** Somebody with a link, by its path. */
    static LateCustomer of(ServerProcess server, String path) {
        return new LateCustomer(server, path);
    }

    /** Presses the button that makes a link. */
    static TestAnswer ask(PortalClient person, String casePage) throws IOException {
        return press(person, casePage, "ask");
    }

    static TestAnswer press(PortalClient person, String casePage, String what) throws IOException {
        Matcher version = VERSION.matcher(person.get(casePage).text());
        String seen = version.find() ? version.group(1) : "0";
        return person.post(casePage + "/late", Map.of("do", what, "version", seen));
    }

    /** Somebody who has the link too. */
    LateCustomer with(String cookie) {
        LateCustomer other = new LateCustomer(server, path);
        other.cookies = cookie;
        return other;
    }

    String path() {
        return path;
    }

    TestAnswer open() throws IOException {
        return TestAnswer.to(request());
    }

    TestAnswer draws(String strokes) throws IOException {
        return post(origin(), Map.of("do", "sign", "strokes", strokes, "name", "", "consent", "yes"));
    }

    /** As in a browser without a script. */
    TestAnswer types(String name) throws IOException {
        return post(origin(), Map.of("do", "sign", "strokes", "", "name", name, "consent", "yes"));
    }

    TestAnswer denies() throws IOException {
        return post(origin(), Map.of("do", "deny"));
    }

    TestAnswer post(String origin, Map<String, String> form) throws IOException {
        String body = new LinkedHashMap<>(form)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return TestAnswer.to(request()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    String origin() {
        return "https://localhost:" + server.port(8443);
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path)).header("Accept-Language", "en");
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }

    /** What somebody's hand draws: the same hand draws the same. */
    static String drawing(long hand) {
        SplittableRandom random = new SplittableRandom(hand);
        StringBuilder points = new StringBuilder();
        int x = 30;
        int y = 200;
        for (int i = 0; i < 60; i++) {
            points.append(i == 0 ? "" : ",")
                    .append("{\"x\":")
                    .append(x)
                    .append(",\"y\":")
                    .append(y)
                    .append('}');
            x = Math.max(5, Math.min(595, x + random.nextInt(-20, 40)));
            y = Math.max(5, Math.min(395, y + random.nextInt(-90, 91)));
        }
        return "{\"width\":600,\"height\":400,\"strokes\":[{\"points\":[" + points + "]}]}";
    }
}
