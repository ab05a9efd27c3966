package org.tallystick.compliance.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Conditions of a query with their values, in order. Values only ever travel as parameters. */
final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Conditions and(String condition, Object... its) {
        texts.add(condition);
        values.addAll(Arrays.asList(its));
        return this;
    }

    /** Values of a text that stands elsewhere in the query. */
    Conditions with(Object... its) {
        values.addAll(Arrays.asList(its));
        return this;
    }

    Conditions given(Optional<?> value, String condition) {
        value.ifPresent(v -> and(condition, v));
        return this;
    }

    /** Joined; without any, what is always true. */
    String text() {
        return texts.isEmpty() ? "1 = 1" : String.join(" AND ", texts);
    }

    /** The values after some that stand earlier in the query. */
    List<Object> after(Object... earlier) {
        List<Object> all = new ArrayList<>(Arrays.asList(earlier));
        all.addAll(values);
        return all;
    }
}
