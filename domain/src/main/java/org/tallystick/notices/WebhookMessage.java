package org.tallystick.notices;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.shared.JsonWriter;

/** What receivers get: {@code {"type","timestamp","data"}} as Standard Webhooks asks for; numbers and codes, nothing personal. */
public final class WebhookMessage {
    /** Something is told. */
    public static final String TOLD = "notice.told";
    /** What was told is over. */
    public static final String SETTLED = "notice.settled";
    /** Somebody wants to see whether messages arrive. */
    public static final String TEST = "webhook.test";

    private WebhookMessage() {}

    /** @param baseUrl of the platform, for the link */
    public static byte[] of(String type, Notice notice, String baseUrl) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("notice", notice.id());
        data.put("kind", notice.kind().name());
        data.put("severity", notice.severity().name());
        data.put("merchantNo", notice.merchantNo());
        data.put("told", notice.told().toString());
        data.put("settled", notice.settled().map(Instant::toString));
        data.put("facts", new TreeMap<>(notice.facts()));
        data.put("link", baseUrl + NoticeLink.of(notice));
        return message(type, type.equals(SETTLED) ? notice.settled().orElse(notice.told()) : notice.told(), data);
    }

    public static byte[] test(Instant now) {
        return message(TEST, now, Map.of());
    }

    private static byte[] message(String type, Instant time, Map<String, Object> data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("timestamp", time.toString());
        message.put("data", data);
        return JsonWriter.write(message);
    }
}
