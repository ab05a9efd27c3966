package org.tallystick.policies;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A rule from a day on.
 *
 * @param owner institution's code, {@code *} for everybody without a rule of its own; empty where all rules are everybody's
 * @param key what it is about, by column
 * @param values what it says, by column: numbers in digits, amounts in minor units, {@code true} or {@code false}
 */
public record PolicyVersion(
        PolicyKind kind,
        String owner,
        Map<String, String> key,
        int version,
        LocalDate from,
        Map<String, String> values) {
    /** Stands for every institution without a rule of its own. */
    public static final String EVERYBODY = "*";

    public PolicyVersion {
        key = Map.copyOf(key);
        values = Map.copyOf(values);
    }

    /** Names the rule in addresses and records: the same for all its versions. */
    public String rule() {
        StringBuilder rule = new StringBuilder(owner.isEmpty() ? EVERYBODY : owner);
        kind.keys().forEach(field -> rule.append('~').append(key.getOrDefault(field.name(), "")));
        return rule.toString();
    }

    /** The column {@code id} of the tables that have one: it names a rule for good. */
    public String id() {
        String own = owner.equals(EVERYBODY) || owner.isEmpty() ? "" : "-" + owner;
        return switch (kind) {
            case SIGNATURE -> {
                String unit = key.getOrDefault("currency", EVERYBODY);
                String mode = key.getOrDefault("entry_mode", "");
                yield (mode + (unit.equals(EVERYBODY) ? "" : "-" + unit) + own).toLowerCase(Locale.ROOT);
            }
            case HOLD -> key.getOrDefault("id", "") + own;
            default -> key.getOrDefault("id", "");
        };
    }

    /** Everything it says, in the order of its columns. */
    public Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        kind.keys().forEach(field -> told.put(field.name(), key.getOrDefault(field.name(), "")));
        kind.says().forEach(field -> told.put(field.name(), values.getOrDefault(field.name(), "")));
        return told;
    }
}
