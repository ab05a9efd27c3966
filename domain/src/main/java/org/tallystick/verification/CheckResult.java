package org.tallystick.verification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Answer to one question about a receipt.
 *
 * @param id of the check, as in API.md, Report
 * @param why case of the answer; with the id it names the text of the reason in both languages
 * @param arguments of that text: String, Long, Instant or Duration, formatted for the reader's language
 * @param details facts for machines (index, origin, sizes, times, thumbprints, cause), JSON values only
 */
public record CheckResult(String id, Verdict result, String why, List<Object> arguments, Map<String, Object> details) {

    public CheckResult {
        arguments = List.copyOf(arguments);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** What the answer means, in plain English. */
    public String reason() {
        return CheckTexts.reason(this, Locale.ENGLISH);
    }

    static CheckResult pass(String id, String why, Object... arguments) {
        return of(id, Verdict.PASS, why, arguments);
    }

    static CheckResult fail(String id, String why, Object... arguments) {
        return of(id, Verdict.FAIL, why, arguments);
    }

    static CheckResult warn(String id, String why, Object... arguments) {
        return of(id, Verdict.WARN, why, arguments);
    }

    static CheckResult unknown(String id, String why, Object... arguments) {
        return of(id, Verdict.UNKNOWN, why, arguments);
    }

    static CheckResult unreadable(String id) {
        return unknown(id, "unreadable");
    }

    static CheckResult offline(String id) {
        return unknown(id, "offline");
    }

    static CheckResult notAsked(String id) {
        return unknown(id, "not-asked");
    }

    CheckResult with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new CheckResult(id, result, why, arguments, more);
    }

    private static CheckResult of(String id, Verdict result, String why, Object... arguments) {
        return new CheckResult(id, result, why, List.of(arguments), Map.of());
    }
}
