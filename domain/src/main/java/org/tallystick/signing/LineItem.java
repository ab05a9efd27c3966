package org.tallystick.signing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * One line of the part {@code lines}, a JSON array of such objects (API.md, Parts).
 *
 * @param name text of the merchant, at most 128 characters
 * @param quantity decimal string
 * @param unitPrice minor units of the bill's currency
 * @param amount minor units; may differ from quantity × price by a discount, negative for a discount of its own
 * @param taxRate decimal string
 */
public record LineItem(
        String name, Optional<String> quantity, Optional<Long> unitPrice, long amount, Optional<String> taxRate) {
    private static final Set<String> MEMBERS = Set.of("name", "quantity", "unitPrice", "amount", "taxRate");

    /**
     * Reads the content of a part.
     *
     * @throws Problem MEMBER_INVALID with a member such as {@code lines[3].quantity}, or FULL_CARD_NUMBER
     */
    public static List<LineItem> parse(byte[] content) {
        List<LineItem> lines = new ArrayList<>();
        for (JsonObject line : array(content)) {
            lines.add(read(line.raising(ProblemType.MEMBER_INVALID)));
        }
        return Collections.unmodifiableList(lines);
    }

    private static List<JsonObject> array(byte[] content) {
        try {
            return StrictJson.parseArray(content, StrictJson.Limits.PART, Part.LINES);
        } catch (Problem e) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, Part.LINES, "must be a JSON array of objects: " + e.detail());
        }
    }

    private static LineItem read(JsonObject line) {
        Members.scanUnknown(line, MEMBERS);
        return new LineItem(
                Members.freeText(line, "name"),
                decimal(line, "quantity"),
                line.has("unitPrice") ? Optional.of(line.integer("unitPrice")) : Optional.empty(),
                line.integer("amount"),
                decimal(line, "taxRate"));
    }

    private static Optional<String> decimal(JsonObject line, String name) {
        return Members.optionalMatching(line, name, TextRules::isDecimal, "must be a decimal string such as 1.5");
    }

    /** @return the content of the part */
    public static byte[] toJson(List<LineItem> lines) {
        return lines.stream()
                .map(line -> JsonWriter.text(line.toMembers()))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> toMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("quantity", quantity);
        members.put("unitPrice", unitPrice);
        members.put("amount", amount);
        members.put("taxRate", taxRate);
        return members;
    }

    /** @return whether the amounts of the lines are exactly this sum, in minor units */
    static boolean sumTo(List<LineItem> lines, long sum) {
        return lines.stream()
                .map(line -> BigInteger.valueOf(line.amount()))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .equals(BigInteger.valueOf(sum));
    }
}
