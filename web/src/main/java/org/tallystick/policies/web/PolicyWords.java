package org.tallystick.policies.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tallystick.policies.PolicyField;
import org.tallystick.policies.PolicyForm;
import org.tallystick.policies.PolicyVersion;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Texts;

/** The words of rules in one language. */
record PolicyWords(Locale locale) {

    Texts texts() {
        return Texts.of("Policies", locale);
    }

    String get(String key, Object... arguments) {
        return arguments.length == 0 ? texts().get(key) : texts().get(key, arguments);
    }

    String owner(String owner) {
        return owner.isEmpty() || owner.equals(PolicyVersion.EVERYBODY) ? get("everybody") : owner;
    }

    /** What a rule is about: everything, where its kind has one rule for each institution. */
    String about(PolicyVersion version) {
        if (version.kind().keys().isEmpty()) {
            return get("about.all");
        }
        return version.kind().keys().stream()
                .map(field -> value(version, field))
                .collect(Collectors.joining(" · "));
    }

    List<String> facts(PolicyVersion version) {
        List<String> facts = new ArrayList<>();
        for (PolicyField field : version.kind().says()) {
            if (!field.name().equals("position")) {
                facts.add(get("fact", get("f." + field.name()), value(version, field)));
            }
        }
        return facts;
    }

    /** What stands in a field, for people. */
    String value(PolicyVersion version, PolicyField field) {
        String text = version.told().getOrDefault(field.name(), "");
        return switch (field.type()) {
            case MONEY -> money(version, text);
            case LIMIT -> text.isEmpty() ? get("limit.none") : money(version, text);
            case WHOLE -> Figures.of(Long.parseLong(text));
            case CURRENCY -> text.equals(PolicyVersion.EVERYBODY) ? get("currency.any") : text;
            case FLAG -> get(Boolean.parseBoolean(text) ? "yes" : "no");
            case CHOICE -> choice(field, text);
            case SET ->
                text.isEmpty()
                        ? get("none")
                        : Arrays.stream(text.split(","))
                                .map(one -> choice(field, one))
                                .collect(Collectors.joining(get("join")));
            case FIXED -> fixed(field, text);
            case NAME -> text;
        };
    }

    /** A choice, which may mean something else in another field. */
    String choice(PolicyField field, String name) {
        String own = "v." + field.name() + "." + name;
        return get(texts().has(own) ? own : "v." + name);
    }

    private String fixed(PolicyField field, String text) {
        return field.name().equals("fields")
                ? Arrays.stream(text.split(",")).map(one -> get("v." + one)).collect(Collectors.joining(get("join")))
                : texts().has("v." + text) ? get("v." + text) : text;
    }

    /** Minor units as decimal, as forms take them. */
    static String decimal(PolicyVersion version, String text) {
        String unit = version.told().getOrDefault("currency", PolicyVersion.EVERYBODY);
        return new Money(Long.parseLong(text), PolicyForm.currency(unit)).decimal();
    }

    private String money(PolicyVersion version, String text) {
        String unit = version.told().getOrDefault("currency", PolicyVersion.EVERYBODY);
        return unit.equals(PolicyVersion.EVERYBODY)
                ? decimal(version, text)
                : new Money(Long.parseLong(text), PolicyForm.currency(unit)).format(locale);
    }
}
