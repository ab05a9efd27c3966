package org.tallystick.access.web;

import java.util.Map;
import java.util.Optional;

/**
 * What follows a form.
 *
 * @param location where to go, with a notice; empty: the same page is shown again
 * @param faults by field, keys {@code fault.…} of the portal's texts; {@code ""} for the form as a whole
 */
public record ActionResult(Optional<String> location, Map<String, String> faults) {
    /** Done: shows the page with a notice, key {@code done.…}. */
    public static ActionResult done(String path, String notice) {
        return new ActionResult(Optional.of(path + (path.contains("?") ? "&" : "?") + "done=" + notice), Map.of());
    }

    /** Goes on to another page without a notice. */
    public static ActionResult go(String path) {
        return new ActionResult(Optional.of(path), Map.of());
    }

    /** Not done: the page again, with what was typed and what is wrong. */
    public static ActionResult again(Map<String, String> faults) {
        return new ActionResult(Optional.empty(), faults);
    }

    public static ActionResult again(String field, String fault) {
        return again(Map.of(field, fault));
    }

    /** The page itself shows what came out, such as a new secret; a reload asks before it repeats. */
    public static ActionResult shown() {
        return new ActionResult(Optional.empty(), Map.of());
    }
}
