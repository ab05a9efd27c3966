package org.tallystick.ear;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tallystick.ear.CaseBoard.Row;
import org.tallystick.ear.TrialLines.Place;
import org.tallystick.signing.Cause;

/**
 * What was found, beside what had to be found.
 *
 * @param confusion how often a failure of one cause was taken for each
 * @param unseen failures without a case
 * @param misses cases with another cause, in words
 * @param falseAlarms cases of sales that lack nothing
 */
record TrialResult(
        Map<Cause, Map<Cause, Integer>> confusion,
        int failures,
        List<String> unseen,
        List<String> misses,
        List<Row> falseAlarms) {
    private static final Duration NEAR = Duration.ofMinutes(15);

    /** The truth about a sale. */
    record Label(Cause cause, String why, Instant at) {}

    static TrialResult of(
            Map<Place, Label> labels, List<Row> rows, Map<String, Place> receipts, List<String> terminals) {
        Set<String> ours = new HashSet<>(terminals);
        Map<Cause, Map<Cause, Integer>> confusion = new TreeMap<>();
        Set<Place> seen = new HashSet<>();
        List<Row> falseAlarms = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (Row row : rows) {
            if (!ours.contains(row.terminalNo())) {
                continue;
            }
            Place place = row.counter().isPresent()
                    ? new Place(row.terminalNo(), row.counter().getAsLong())
                    : receipts.getOrDefault(row.receipt(), new Place(row.terminalNo(), -1));
            Label label = labels.get(place);
            if (label == null) {
                falseAlarms.add(row);
                continue;
            }
            seen.add(place);
            confusion.computeIfAbsent(label.cause(), c -> new TreeMap<>()).merge(row.cause(), 1, Integer::sum);
            if (row.cause() != label.cause()) {
                misses.add(miss(labels, place, label, row));
            }
        }
        List<String> unseen = labels.entrySet().stream()
                .filter(entry -> !seen.contains(entry.getKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        return new TrialResult(confusion, labels.size(), unseen, misses, falseAlarms);
    }

    private static String miss(Map<Place, Label> labels, Place place, Label label, Row row) {
        String near = labels.entrySet().stream()
                .filter(other -> !other.getKey().equals(place)
                        && other.getKey().terminalNo().equals(place.terminalNo()))
                .filter(other -> Duration.between(other.getValue().at(), label.at())
                                .abs()
                                .compareTo(NEAR)
                        < 0)
                .map(other -> other.getValue().why() + " (" + other.getKey().counter() + ", "
                        + other.getValue().at() + ")")
                .collect(Collectors.joining("; "));
        return "%s taken for %s: %s, terminal %s, counter %d, %s; near it: %s"
                .formatted(
                        label.cause(),
                        row.cause(),
                        label.why(),
                        place.terminalNo(),
                        place.counter(),
                        label.at(),
                        near.isEmpty() ? "nothing" : near);
    }

    int found() {
        return failures - unseen.size();
    }

    int right() {
        return found() - misses.size();
    }

    /** By cause: failures, found, right, and what the others were taken for. */
    String table() {
        StringBuilder table = new StringBuilder("| cause | found | right | taken for |\n|---|---|---|---|\n");
        confusion.forEach((cause, taken) -> {
            int all = taken.values().stream().mapToInt(Integer::intValue).sum();
            String others = taken.entrySet().stream()
                    .filter(entry -> entry.getKey() != cause)
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            table.append("| %s | %d | %d | %s |\n".formatted(cause, all, taken.getOrDefault(cause, 0), others));
        });
        return table.toString();
    }

    /** In one line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d failures: %d found (recall %.2f %%), %d with the right cause (%.2f %%), %d false alarms (precision %.2f %%)",
                failures,
                found(),
                100.0 * found() / failures,
                right(),
                100.0 * right() / Math.max(1, found()),
                falseAlarms.size(),
                100.0 * found() / Math.max(1, found() + falseAlarms.size()));
    }
}
