package org.tallystick.shared.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appearance of the pages. The default follows the reader's system. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** Value of the cookie and of {@code data-theme}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that the switch in the header leads to. */
    public Theme next() {
        return values()[(ordinal() + 1) % values().length];
    }

    static Optional<Theme> ofTag(@Nullable String tag) {
        return Arrays.stream(values()).filter(t -> t.tag().equals(tag)).findFirst();
    }
}
