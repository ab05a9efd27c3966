package org.tallystick.signing;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;

/** Questions that the members of several objects must answer; a wrong answer is the object's kind of problem. */
final class Members {
    private static final int TEXT_CODE_POINTS = 128;

    private Members() {}

    static String matching(JsonObject object, String name, Predicate<String> rule, String reason) {
        String text = object.string(name);
        if (!rule.test(text)) {
            throw object.problem(name, reason);
        }
        return text;
    }

    static Optional<String> optionalMatching(JsonObject object, String name, Predicate<String> rule, String reason) {
        return object.has(name) ? Optional.of(matching(object, name, rule, reason)) : Optional.empty();
    }

    /** Text for people: at most 128 code points and no full card number (THREATS.md 3.3, C5). */
    static String freeText(JsonObject object, String name) {
        String text = object.string(name);
        if (text.length() > TEXT_CODE_POINTS && text.codePointCount(0, text.length()) > TEXT_CODE_POINTS) {
            throw object.problem(name, "must be at most " + TEXT_CODE_POINTS + " characters");
        }
        if (CardNumberScan.contains(text)) {
            throw object.raising(ProblemType.FULL_CARD_NUMBER).problem(name, "contains a full card number");
        }
        return text;
    }

    static Optional<String> optionalFreeText(JsonObject object, String name) {
        return object.has(name) ? Optional.of(freeText(object, name)) : Optional.empty();
    }

    static long atLeast(JsonObject object, String name, long least) {
        long number = object.integer(name);
        if (number < least) {
            throw object.problem(name, "must be " + least + " or more");
        }
        return number;
    }

    static Optional<Long> optionalAtLeast(JsonObject object, String name, long least) {
        return object.has(name) ? Optional.of(atLeast(object, name, least)) : Optional.empty();
    }

    static <E extends Enum<E>> E constant(JsonObject object, String name, Class<E> type) {
        try {
            return Enum.valueOf(type, object.string(name));
        } catch (IllegalArgumentException e) {
            throw object.problem(name, "is none of the values it may have");
        }
    }

    static <E extends Enum<E>> Optional<E> optionalConstant(JsonObject object, String name, Class<E> type) {
        return object.has(name) ? Optional.of(constant(object, name, type)) : Optional.empty();
    }

    /** The 32 bytes of a SHA-256 digest. */
    static byte[] digest(JsonObject object, String name) {
        return bytes(object, name, Sha256.LENGTH);
    }

    static byte[] bytes(JsonObject object, String name, int length) {
        byte[] bytes = bytes(object, name);
        if (bytes.length != length) {
            throw object.problem(name, "must be " + length + " bytes in base64url");
        }
        return bytes;
    }

    static byte[] bytes(JsonObject object, String name) {
        try {
            return Base64Url.decode(object.string(name));
        } catch (IllegalArgumentException e) {
            throw object.problem(name, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Unknown members are ignored, but not stored with a full card number in them, at whatever depth, in value or name. The
     * problem names only where they are: the name itself is the sender's text.
     */
    static void scanUnknown(JsonObject object, Set<String> known) {
        for (String name : object.names()) {
            if (!known.contains(name)
                    && (CardNumberScan.contains(name)
                            || containsCardNumber(object.asMap().get(name)))) {
                throw new Problem(
                        ProblemType.FULL_CARD_NUMBER,
                        "A member unknown to this version contains a full card number. Leave it out.");
            }
        }
    }

    private static boolean containsCardNumber(@Nullable Object value) {
        if (value instanceof String text) {
            return CardNumberScan.contains(text);
        }
        if (value instanceof Map<?, ?> map) {
            return containsCardNumber(map.keySet()) || containsCardNumber(map.values());
        }
        return value instanceof Collection<?> items && items.stream().anyMatch(Members::containsCardNumber);
    }
}
