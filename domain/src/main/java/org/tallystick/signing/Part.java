package org.tallystick.signing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;

/**
 * Something that travels beside a bill and can be erased later; the bill holds only its salted digest (API.md, Parts).
 *
 * @param name one of the four names here
 * @param salt 16 random bytes
 * @param data content, in the form its media type and API.md say
 */
public record Part(String name, String mediaType, byte[] salt, byte[] data) {
    /** Line items, {@link LineItem}. */
    public static final String LINES = "lines";
    /** The image of the cardholder's signature. */
    public static final String CARDHOLDER_SIGNATURE = "cardholderSignature";
    /** The cardholder's telephone number. */
    public static final String PHONE = "phone";
    /** Where exactly, {@link Place}. */
    public static final String PLACE = "place";

    /** Bytes of a salt. */
    public static final int SALT_LENGTH = 16;
    /** Bytes that all parts of a bill may have together. */
    public static final int MAX_TOTAL = 256 << 10;

    private static final Map<String, Set<String>> MEDIA_TYPES = Map.of(
            LINES, Set.of("application/json"),
            CARDHOLDER_SIGNATURE, Set.of("image/x-jbig", "image/png", "application/json"),
            PHONE, Set.of("text/plain"),
            PLACE, Set.of("application/json"));
    private static final Map<String, Integer> MAX_BYTES =
            Map.of(LINES, MAX_TOTAL, CARDHOLDER_SIGNATURE, 64 << 10, PHONE, 64, PLACE, 4 << 10);

    /** @return SHA-256(salt ‖ data), what the bill names the part by */
    public byte[] digest() {
        return Sha256.of(salt, data);
    }

    /**
     * Reads one element of {@code parts} in a message or receipt file; its content is checked by {@link Bill#checkParts}.
     *
     * @throws Problem MALFORMED, MEMBER_INVALID for an unknown name or media type or a salt of another length, TOO_LARGE
     */
    public static Part parse(JsonObject json) {
        JsonObject rules = json.raising(ProblemType.MEMBER_INVALID);
        String name = json.string("name");
        Set<String> mediaTypes = MEDIA_TYPES.get(name);
        Integer maxBytes = MAX_BYTES.get(name);
        if (mediaTypes == null || maxBytes == null) {
            throw rules.problem("name", "must be lines, cardholderSignature, phone or place");
        }
        String mediaType = json.string("mediaType");
        if (!mediaTypes.contains(mediaType)) {
            throw rules.problem("mediaType", "is not one that " + name + " may have");
        }
        byte[] salt = Members.bytes(json, "salt");
        if (salt.length != SALT_LENGTH) {
            throw rules.problem("salt", "must be " + SALT_LENGTH + " random bytes");
        }
        byte[] data = Members.bytes(json, "data");
        if (data.length > maxBytes) {
            throw new Problem(ProblemType.TOO_LARGE, "The part " + name + " is at most " + maxBytes + " bytes.");
        }
        return new Part(name, mediaType, salt, data);
    }

    /**
     * Reads all parts of a message.
     *
     * @throws Problem as {@link #parse}, and TOO_LARGE if they are too many bytes together
     */
    public static List<Part> parseAll(List<JsonObject> array) {
        List<Part> parts = new ArrayList<>(array.size());
        int total = 0;
        for (JsonObject json : array) {
            Part part = parse(json);
            total += part.data().length;
            if (total > MAX_TOTAL) {
                throw new Problem(ProblemType.TOO_LARGE, "All parts together are at most 256 KiB.");
            }
            parts.add(part);
        }
        return Collections.unmodifiableList(parts);
    }

    /** @return the members of the element that {@link #parse} reads */
    public Map<String, Object> toMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("mediaType", mediaType);
        members.put("salt", Base64Url.encode(salt));
        members.put("data", Base64Url.encode(data));
        return members;
    }
}
