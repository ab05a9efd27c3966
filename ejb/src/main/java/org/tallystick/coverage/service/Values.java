package org.tallystick.coverage.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a statement, some of which may be NULL. */
final class Values {
    private Values() {}

    /** Values in order; an empty {@link Optional} is NULL. */
    static List<@Nullable Object> of(Object... all) {
        List<@Nullable Object> values = new ArrayList<>();
        Arrays.stream(all).forEach(value -> values.add(unwrapped(value)));
        return Collections.unmodifiableList(values);
    }

    private static @Nullable Object unwrapped(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }
}
