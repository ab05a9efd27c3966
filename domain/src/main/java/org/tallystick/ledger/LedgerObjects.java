package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * The public file {@code <prefix>/objects/<N>}: what the entries 256 N to 256 N + 255 of a log stand for, where they are about the ledger
 * itself. A JSON array of {@code {"index": 3, "object": "base64url"}}, in order.
 */
public final class LedgerObjects {
    /** Bytes of the longest file that is read. */
    public static final int MAX_LENGTH = 4 << 20;

    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(4, 64, 1 << 16, 4_096, true);

    private LedgerObjects() {}

    public static byte[] of(Map<Long, byte[]> objects) {
        return objects.entrySet().stream()
                .map(one -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("index", one.getKey());
                    members.put("object", Base64Url.encode(one.getValue()));
                    return JsonWriter.text(members);
                })
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws LedgerFormatException if this is no such file */
    public static Map<Long, byte[]> parse(byte[] file) {
        Map<Long, byte[]> objects = new LinkedHashMap<>();
        try {
            for (JsonObject one : StrictJson.parseArray(file, LIMITS, "objects")) {
                objects.put(one.integer("index"), Base64Url.decode(one.string("object")));
            }
            return objects;
        } catch (Problem | IllegalArgumentException e) {
            throw new LedgerFormatException("This is no file of objects: " + e.getMessage());
        }
    }
}
