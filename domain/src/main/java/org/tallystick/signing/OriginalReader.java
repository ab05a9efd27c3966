package org.tallystick.signing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.enrolment.IdentifierRules;
import org.tallystick.shared.JsonObject;

/** Reads which transaction a bill is about: the exact one, or the numbers of a slip. */
final class OriginalReader {
    private static final Set<String> MEMBERS = Set.of("terminalNo", "series", "counter");

    private OriginalReader() {}

    static Bill.Original read(JsonObject original) {
        Members.scanUnknown(original, MEMBERS);
        Optional<String> terminalNo = Members.optionalMatching(
                original, "terminalNo", IdentifierRules::isTerminalNo, "must be 8 letters or digits");
        Optional<Long> series = Members.optionalAtLeast(original, "series", 1);
        Optional<Long> counter = Members.optionalAtLeast(original, "counter", 1);
        if (series.isPresent() != counter.isPresent() || series.isPresent() && terminalNo.isEmpty()) {
            throw original.problem("counter", "goes together with terminalNo and series");
        }
        Map<String, String> slipNumbers = slipNumbers(original);
        if (terminalNo.isEmpty() && slipNumbers.isEmpty()) {
            throw original.problem("counter", "is missing, and there are no numbers of a slip either");
        }
        return new Bill.Original(terminalNo, series, counter, slipNumbers);
    }

    private static Map<String, String> slipNumbers(JsonObject original) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> member : original.asMap().entrySet()) {
            if (!MEMBERS.contains(member.getKey()) && member.getValue() instanceof String) {
                numbers.put(member.getKey(), Members.freeText(original, member.getKey()));
            }
        }
        return Collections.unmodifiableMap(numbers);
    }
}
