package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A consumer without a browser: fills in the form of a receipt as the page gave it, and comes back with number and code. */
final class ComplaintForms {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([A-Za-z0-9_-]{22})\"");
    private static final Pattern PLACE =
            Pattern.compile("/complaints/(C[0-9A-Z]{8})\\?code=([0-9A-Z]{16})&done=opened");

    private final ServerProcess server;

    ComplaintForms(ServerProcess server) {
        this.server = server;
    }

    /** A complaint that was opened. */
    record Opened(String number, String code) {
        String path() {
            return "/complaints/" + number + "?code=" + code;
        }
    }

    /** The fields of a fresh form, filled in. */
    Map<String, String> form(String receipt, String kind, String text) throws IOException {
        Matcher ticket = TICKET.matcher(get(receipt + "/problem").text());
        assertThat(ticket.find()).as("the form of " + receipt).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ticket", ticket.group(1));
        fields.put("kind", kind);
        fields.put("text", text);
        fields.put("contact", "");
        return fields;
    }

    Opened open(String receipt, String kind, String text) throws IOException {
        return opened(post(receipt + "/problem", form(receipt, kind, text)));
    }

    static Opened opened(TestAnswer answer) {
        Matcher place = PLACE.matcher(answer.header("Location"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(place.matches()).as(answer.header("Location")).isTrue();
        return new Opened(place.group(1), place.group(2));
    }

    TestAnswer get(String path) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server.url(path)).header("Accept-Language", "en"));
    }

    TestAnswer post(String path, Map<String, String> fields) throws IOException {
        return TestAnswer.to(request(path, fields).header("Sec-Fetch-Site", "same-origin"));
    }

    HttpRequest.Builder request(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
