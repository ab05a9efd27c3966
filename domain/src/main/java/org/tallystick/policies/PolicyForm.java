package org.tallystick.policies;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.shared.Money;
import org.tallystick.shared.Problem;

/**
 * What somebody typed for a new version, and what is wrong with it.
 *
 * @param version empty if something is wrong
 * @param faults by field: {@code policy.number}, {@code policy.money} and so on
 */
public record PolicyForm(Optional<PolicyVersion> version, Map<String, String> faults) {
    private static final int YEARS_AHEAD = 10;
    private static final int LONGEST_NAME = 12;

    /**
     * Reads a form.
     *
     * @param owner whose rule it is to be
     * @param before the newest version there is, whose fixed fields go on; empty for a rule that is new
     * @param typed what stands in a field
     */
    public static PolicyForm read(
            PolicyKind kind,
            String owner,
            Optional<PolicyVersion> before,
            Function<String, List<String>> typed,
            LocalDate today) {
        Reader reader = new Reader(before, typed);
        Map<String, String> key = new LinkedHashMap<>();
        kind.keys()
                .forEach(field -> key.put(
                        field.name(),
                        before.isPresent() ? before.get().key().getOrDefault(field.name(), "") : reader.read(field)));
        Map<String, String> values = new LinkedHashMap<>();
        String unit = reader.unit(kind, key);
        kind.says().forEach(field -> values.put(field.name(), reader.read(field, unit)));
        LocalDate from = reader.day(today);
        reader.together(kind, values);
        int next = before.map(PolicyVersion::version).orElse(0) + 1;
        return reader.faults.isEmpty()
                ? new PolicyForm(Optional.of(new PolicyVersion(kind, owner, key, next, from, values)), Map.of())
                : new PolicyForm(Optional.empty(), Map.copyOf(reader.faults));
    }

    private record Reader(
            Optional<PolicyVersion> before, Function<String, List<String>> typed, Map<String, String> faults) {
        Reader(Optional<PolicyVersion> before, Function<String, List<String>> typed) {
            this(before, typed, new HashMap<>());
        }

        String text(String name) {
            List<String> all = typed.apply(name);
            return all.isEmpty() ? "" : all.get(0).strip();
        }

        String read(PolicyField field) {
            return read(field, PolicyVersion.EVERYBODY);
        }

        String read(PolicyField field, String unit) {
            String text = text(field.name());
            return switch (field.type()) {
                case WHOLE -> whole(field, text);
                case MONEY -> money(field, text, unit);
                case LIMIT -> text.isEmpty() ? "" : money(field, text, unit);
                case CURRENCY -> currency(field, text);
                case CHOICE -> field.choices().contains(text) ? text : fault(field, "policy.choice");
                case SET -> field.chosen(typed.apply(field.name()));
                case FLAG -> Boolean.toString(!text.isEmpty());
                case NAME ->
                    text.matches("[a-z][a-z0-9-]{0," + (LONGEST_NAME - 1) + "}") ? text : fault(field, "policy.name");
                case FIXED ->
                    before.map(PolicyVersion::told)
                            .map(told -> told.getOrDefault(field.name(), ""))
                            .orElse("");
            };
        }

        private String whole(PolicyField field, String text) {
            if (text.matches("\\d{1,9}")) {
                long value = Long.parseLong(text);
                if (value >= field.least() && value <= field.most()) {
                    return Long.toString(value);
                }
            }
            return fault(field, "policy.number");
        }

        private String money(PolicyField field, String text, String unit) {
            try {
                Money money = Money.parseTyped(text, PolicyForm.currency(unit));
                if (money.minorUnits() >= 0) {
                    return Long.toString(money.minorUnits());
                }
            } catch (Problem | IllegalArgumentException e) {
                // Falls through to the same answer.
            }
            return fault(field, "policy.money");
        }

        private String currency(PolicyField field, String text) {
            if (text.equals(PolicyVersion.EVERYBODY)) {
                return text;
            }
            boolean known = Currency.getAvailableCurrencies().stream()
                    .anyMatch(currency -> currency.getCurrencyCode().equals(text));
            return known ? text : fault(field, "policy.currency");
        }

        /** The currency that amounts are in, by key or among the values. */
        String unit(PolicyKind kind, Map<String, String> key) {
            boolean among = kind.says().stream().anyMatch(field -> field.type() == PolicyField.Type.CURRENCY);
            String unit = among ? text("currency") : key.getOrDefault("currency", PolicyVersion.EVERYBODY);
            return unit.matches("[A-Z]{3}") ? unit : PolicyVersion.EVERYBODY;
        }

        LocalDate day(LocalDate today) {
            try {
                LocalDate day = LocalDate.parse(text("valid_from"));
                if (day.isAfter(today) && day.isBefore(today.plusYears(YEARS_AHEAD))) {
                    return day;
                }
                faults.put("valid_from", "policy.day");
            } catch (DateTimeException e) {
                faults.put("valid_from", "policy.day");
            }
            return today;
        }

        /** What no field says alone. */
        void together(PolicyKind kind, Map<String, String> values) {
            if (!faults.isEmpty()) {
                return;
            }
            switch (kind) {
                case DEADLINE -> order(values, "policy.order", "warn_hours", "due_hours", "escalate_hours");
                case RISK -> order(values, "policy.shares", "normal_from", "high_from");
                case HOLD -> {
                    boolean holds = "HOLD".equals(values.get("advice"));
                    boolean hours = !"0".equals(values.get("most_hours"));
                    if (holds != hours) {
                        faults.put("most_hours", "policy.hours");
                    }
                }
                case ONBOARDING -> {
                    boolean offered = Boolean.parseBoolean(values.get("offered"));
                    if (offered && values.getOrDefault("documents", "").isEmpty()) {
                        faults.put("documents", "policy.documents");
                    }
                }
                case SIGNATURE, LATE_BILL, SETTLEMENT, RETENTION -> {}
            }
        }

        private void order(Map<String, String> values, String fault, String... names) {
            List<Long> numbers = new ArrayList<>();
            for (String name : names) {
                numbers.add(Long.valueOf(values.getOrDefault(name, "0")));
            }
            for (int i = 1; i < names.length; i++) {
                if (numbers.get(i - 1) > numbers.get(i)) {
                    faults.put(names[i], fault);
                }
            }
        }

        private String fault(PolicyField field, String why) {
            faults.put(field.name(), why);
            return "";
        }
    }

    /** Any currency counts as one with hundredths. */
    public static Currency currency(String unit) {
        return Currency.getInstance(unit.equals(PolicyVersion.EVERYBODY) ? "CNY" : unit);
    }
}
