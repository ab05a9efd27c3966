package org.tallystick.notices;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;

/**
 * What one audience was told.
 *
 * @param merchantNo the merchant it concerns; empty for what concerns the platform
 * @param merchantName how that merchant is called, in Chinese and English; both empty without one
 * @param settled when it was over; empty as long as it is not
 */
public record Notice(
        String id,
        NoticeKind kind,
        Severity severity,
        Audience audience,
        String merchantNo,
        Names merchantName,
        Map<String, String> facts,
        Instant told,
        Optional<Instant> settled) {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(2, 32, 500, 64);

    /** A name in both languages. */
    public record Names(String zh, String en) {
        public static final Names NONE = new Names("", "");
    }

    public Notice {
        facts = Map.copyOf(facts);
    }

    /** A fact, or nothing. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    public boolean isOpen() {
        return settled.isEmpty();
    }

    /** Facts as they are stored: one JSON object, names in alphabetical order. */
    public static String text(Map<String, String> facts) {
        return JsonWriter.text(new TreeMap<>(facts));
    }

    /** The facts of such a text. */
    public static Map<String, String> parse(String text) {
        JsonObject object = StrictJson.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), LIMITS);
        Map<String, String> facts = new TreeMap<>();
        object.names().forEach(name -> facts.put(name, object.string(name)));
        return facts;
    }
}
