package org.tallystick.terminal;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/** What came back over HTTP, not yet believed. */
record HttpAnswer(int status, byte[] body, HttpHeaders headers) {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(12, 64, 1 << 20, 1 << 18, true);

    boolean isOk() {
        return status == 200;
    }

    /** The body as a JSON object; nothing if it is something else. */
    Optional<JsonObject> json() {
        try {
            return Optional.of(StrictJson.parse(body, LIMITS));
        } catch (Problem notJson) {
            return Optional.empty();
        }
    }

    /** The members of an RFC 9457 problem; nothing if the answer is none, as when a proxy in between refused. */
    Optional<JsonObject> problem() {
        String mediaType = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return mediaType.startsWith("application/problem+json") ? json() : Optional.empty();
    }

    /** {@code Retry-After} in seconds (RFC 9110 section 10.2.3); the date form is not used by this platform. */
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** What to tell a person about an answer that is none of those expected. */
    String explanation() {
        return problem()
                .map(HttpAnswer::detail)
                .orElse("The server answered with status %d and no explanation.".formatted(status));
    }

    private static String detail(JsonObject problem) {
        try {
            return problem.optionalString("detail").orElseGet(() -> problem.string("title"));
        } catch (Problem unclear) {
            return "The server refused without saying why.";
        }
    }
}
