package org.tallystick.auditing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a run looks at.
 *
 * @param logs ids of logs, ascending, at least one
 * @param from first day (China's) of arrival of receipts whose signatures are checked; empty: all before {@code to}
 * @param to last such day; empty: all since {@code from}
 */
public record AuditScope(
        List<Integer> logs, AuditSpan span, AuditDepth depth, Optional<LocalDate> from, Optional<LocalDate> to) {
    public AuditScope {
        logs = List.copyOf(new ArrayList<>(new TreeSet<>(logs)));
    }

    /** Two runs with the same key can be compared: the span may differ, the rest not. */
    public String key() {
        StringBuilder key = new StringBuilder(depth.name());
        key.append(' ').append(from.map(LocalDate::toString).orElse("-"));
        key.append(' ').append(to.map(LocalDate::toString).orElse("-"));
        logs.forEach(log -> key.append(' ').append(log));
        return key.toString();
    }
}
