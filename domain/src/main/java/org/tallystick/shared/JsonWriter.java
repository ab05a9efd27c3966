package org.tallystick.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as compact UTF-8, members in the order of the map.
 *
 * <p>Values are strings, bytes (written as base64url), whole numbers, booleans, maps with string keys, collections and {@code null}; and
 * decimal numbers, which nothing that is signed has, for measured figures. A member whose value is an empty {@link Optional} or
 * {@link OptionalLong} is left out.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /** @throws IllegalArgumentException if a value is of any other kind, such as a binary fraction */
    public static byte[] write(Map<String, ? extends @Nullable Object> members) {
        Output out = new Output();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            object(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException("Not writable as JSON.", e);
        }
        return out.toByteArray();
    }

    /** The generator writes what fits its own buffer in one go: the array is made for exactly that, and given out as it is. */
    private static final class Output extends ByteArrayOutputStream {
        Output() {
            super(0);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (count == 0) {
                buf = Arrays.copyOfRange(bytes, from, from + length);
                count = length;
            } else {
                super.write(bytes, from, length);
            }
        }

        @Override
        public synchronized byte[] toByteArray() {
            return count == buf.length ? buf : super.toByteArray();
        }
    }

    /** The text of {@link #write}. */
    public static String text(Map<String, ? extends @Nullable Object> members) {
        return new String(write(members), StandardCharsets.UTF_8);
    }

    private static void object(JsonGenerator json, Map<?, ?> members) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!isAbsent(member.getValue())) {
                json.writeFieldName(String.valueOf(member.getKey()));
                value(json, member.getValue());
            }
        }
        json.writeEndObject();
    }

    private static boolean isAbsent(@Nullable Object value) {
        return value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof OptionalLong number && number.isEmpty();
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof byte[] bytes) {
            byte[] text = Base64Url.encodeToBytes(bytes);
            json.writeRawUTF8String(text, 0, text.length);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal.toPlainString());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Map<?, ?> map) {
            object(json, map);
        } else if (value instanceof Collection<?> items) {
            array(json, items);
        } else if (value instanceof Optional<?> optional) {
            value(json, optional.isPresent() ? optional.get() : null);
        } else if (value instanceof OptionalLong number && number.isPresent()) {
            json.writeNumber(number.getAsLong());
        } else {
            throw new IllegalArgumentException(
                    "Not a JSON value here: " + value.getClass().getName());
        }
    }

    private static void array(JsonGenerator json, Collection<?> items) throws IOException {
        json.writeStartArray();
        for (Object item : items) {
            value(json, item);
        }
        json.writeEndArray();
    }
}
