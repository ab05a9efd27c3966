package org.tallystick.policies;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A column of a rule.
 *
 * @param name as in the table
 * @param least of numbers; {@code most} likewise
 * @param choices of choices and sets
 */
public record PolicyField(String name, Type type, long least, long most, List<String> choices) {
    /** What stands in it. */
    public enum Type {
        WHOLE,
        /** Minor units of the rule's currency. */
        MONEY,
        /** The same, or nothing: no amount is small enough. */
        LIMIT,
        /** ISO 4217, or {@code *}. */
        CURRENCY,
        CHOICE,
        /** Choices with commas. */
        SET,
        FLAG,
        /** A short name that somebody gives a rule. */
        NAME,
        /** Goes on from version to version. */
        FIXED
    }

    static PolicyField whole(String name, long least, long most) {
        return new PolicyField(name, Type.WHOLE, least, most, List.of());
    }

    static PolicyField of(String name, Type type) {
        return new PolicyField(name, type, 0, 0, List.of());
    }

    static PolicyField choice(String name, Enum<?>... choices) {
        return new PolicyField(name, Type.CHOICE, 0, 0, names(choices));
    }

    static PolicyField set(String name, Enum<?>... choices) {
        return new PolicyField(name, Type.SET, 0, 0, names(choices));
    }

    private static List<String> names(Enum<?>... choices) {
        return Arrays.stream(choices).map(Enum::name).toList();
    }

    /** The choices among these texts, in their own order. */
    String chosen(List<String> typed) {
        Set<String> known = new TreeSet<>(typed);
        return String.join(",", choices.stream().filter(known::contains).toList());
    }
}
