package org.tallystick.cli;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.tallystick.shared.JsonWriter;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.FileResult;

/** How many files of a batch came to what. Not thread-safe. */
final class BatchSummary {
    private final Map<FileResult, Long> counts = new EnumMap<>(FileResult.class);
    private final long skipped;
    private FileResult worst = FileResult.GENUINE;

    /** @param skipped files in directories that are not called like receipts */
    BatchSummary(long skipped) {
        this.skipped = skipped;
    }

    void add(FileAnswer answer) {
        counts.merge(answer.result(), 1L, Long::sum);
        worst = worst.or(answer.result());
    }

    private long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** That of the worst file; a batch of nothing proves nothing. */
    int exitCode() {
        return total() == 0 ? FileResult.UNKNOWN.exitCode() : worst.exitCode();
    }

    /** A line for each kind that there was, the best first. */
    String text(Locale locale) {
        StringBuilder text = new StringBuilder();
        counts.forEach((result, count) -> text.append("%,10d  ".formatted(count))
                .append(CheckTexts.word(result, locale))
                .append('\n'));
        return text.append("%,10d  ".formatted(total()))
                .append(CheckTexts.total(skipped, locale))
                .append('\n')
                .toString();
    }

    /** One line of JSON: {@code {"summary":{"files","skipped","worst","counts":{…}}}}. */
    String json() {
        Map<String, Object> each = new LinkedHashMap<>();
        counts.forEach((result, count) -> each.put(result.name(), count));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("files", total());
        members.put("skipped", skipped);
        members.put("worst", worst.name());
        members.put("counts", each);
        return JsonWriter.text(Map.of("summary", members));
    }
}
