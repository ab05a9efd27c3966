package org.tallystick.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of JSON that comes from outside (THREATS.md 3.3).
 *
 * <p>Refused besides what is no JSON: anything but well-formed UTF-8 without byte order mark, a member name that occurs
 * twice (also when disguised by escapes), anything after the value, numbers with fraction or exponent or outside
 * ±(2<sup>53</sup>−1), and in names and strings control characters, lone surrogates and bidirectional overrides. Every
 * refusal is a {@link ProblemType#MALFORMED} problem that tells the byte position and never what was sent.
 */
public final class StrictJson {
    /** The largest absolute value of a number: every JSON reader in the world keeps it exact. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(20)
                    .maxStringLength(4 << 20)
                    .build())
            .build();

    private final JsonParser json;
    private final Limits limits;
    private int tokens;

    /**
     * How much a message may ask of us.
     *
     * @param depth nested objects and arrays, the outermost counted
     * @param nameLength characters of a member name
     * @param stringLength characters of a string
     * @param tokens names, values, brackets and braces in all
     * @param lineFeeds whether strings may have several lines
     */
    public record Limits(int depth, int nameLength, int stringLength, int tokens, boolean lineFeeds) {
        private static final int TEXT = 16 << 10;
        private static final int DATA = 350 << 10;

        /** A bill, a protected header, an event: no long strings. */
        public static final Limits BILL = new Limits(8, 64, TEXT, 4096);
        /** A bill with signature and parts. */
        public static final Limits ENVELOPE = new Limits(8, 64, DATA, 4096);
        /** Up to 256 envelopes. */
        public static final Limits BATCH = new Limits(8, 64, DATA, 65_536);
        /** A receipt file that somebody wants checked; its ledger proof is a text of several lines. */
        public static final Limits UPLOAD = new Limits(8, 64, DATA, 4096, true);
        /** The content of a part: thousands of line items, but flat. */
        public static final Limits PART = new Limits(4, 64, TEXT, 65_536);

        /** Without line feeds in strings, as everywhere but around ledger proofs. */
        public Limits(int depth, int nameLength, int stringLength, int tokens) {
            this(depth, nameLength, stringLength, tokens, false);
        }
    }

    private StrictJson(JsonParser json, Limits limits) {
        this.json = json;
        this.limits = limits;
    }

    /**
     * @return the object that these bytes are
     * @throws Problem MALFORMED if they are not exactly one JSON object
     */
    public static JsonObject parse(byte[] utf8, Limits limits) {
        if (read(utf8, limits) instanceof Map<?, ?> members) {
            return JsonObject.of(members, "");
        }
        throw new Problem(ProblemType.MALFORMED, "The message must be a JSON object.");
    }

    /**
     * @param name what the array is called in refusals: {@code lines[3].amount is missing}
     * @return the objects of the array that these bytes are
     * @throws Problem MALFORMED if they are not exactly one JSON array of objects
     */
    public static List<JsonObject> parseArray(byte[] utf8, Limits limits, String name) {
        if (read(utf8, limits) instanceof List<?> items) {
            return JsonObject.listOf(items, name, ProblemType.MALFORMED);
        }
        throw new Problem(ProblemType.MALFORMED, "The message must be a JSON array.");
    }

    private static @Nullable Object read(byte[] utf8, Limits limits) {
        Utf8.check(utf8);
        try (JsonParser json = FACTORY.createParser(utf8)) {
            return new StrictJson(json, limits).document();
        } catch (IOException e) {
            throw new Problem(
                    ProblemType.MALFORMED, "Not well-formed JSON, or a number or name too long" + where(e) + ".");
        }
    }

    private static String where(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException located && located.getLocation() != null
                ? " at byte " + located.getLocation().getByteOffset()
                : "";
    }

    private @Nullable Object document() throws IOException {
        Object value = value(next(), 0);
        if (json.nextToken() != null) {
            throw refused("Something follows the value");
        }
        return value;
    }

    private JsonToken next() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw refused("The message ends too early");
        }
        if (++tokens > limits.tokens()) {
            throw refused("More than " + limits.tokens() + " names, values and brackets");
        }
        return token;
    }

    private @Nullable Object value(JsonToken token, int depth) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw refused("Numbers are whole, without fraction or exponent");
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException {
        checkDepth(depth);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = name();
            int known = members.size();
            members.put(name, value(next(), depth));
            // Our own check instead of Jackson's STRICT_DUPLICATE_DETECTION: the same rule, on names already unescaped.
            if (members.size() == known) {
                throw refused("A member name occurs twice in one object");
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array(int depth) throws IOException {
        checkDepth(depth);
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token, depth));
        }
        return Collections.unmodifiableList(items);
    }

    private void checkDepth(int depth) {
        if (depth > limits.depth()) {
            throw refused("Objects and arrays are nested more than " + limits.depth() + " deep");
        }
    }

    private String name() throws IOException {
        String name = json.currentName();
        if (name.length() > limits.nameLength()) {
            throw refused("A member name is longer than " + limits.nameLength() + " characters");
        }
        return clean(name);
    }

    private String text() throws IOException {
        String text = json.getText();
        if (text.length() > limits.stringLength()) {
            throw refused("A string is longer than " + limits.stringLength() + " characters");
        }
        clean(limits.lineFeeds() ? text.replace("\n", "") : text);
        return text;
    }

    private String clean(String text) {
        if (!Utf8.isCleanText(text)) {
            throw refused("A string contains a control character, a lone surrogate or a direction override");
        }
        return text;
    }

    private Long integer() throws IOException {
        try {
            long number = json.getLongValue();
            if (number >= -MAX_INTEGER && number <= MAX_INTEGER) {
                return number;
            }
        } catch (InputCoercionException e) {
            // Beyond 64 bits: falls through to the same refusal.
        }
        throw refused("A number is outside ±(2^53-1)");
    }

    private Problem refused(String reason) {
        long position = json.currentTokenLocation().getByteOffset();
        return new Problem(ProblemType.MALFORMED, reason + " (at byte " + Math.max(position, 0) + ").");
    }
}
