package org.tallystick.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run of {@link GrowthBench} measured. */
public final class GrowthReport {
    static final String READS =
            "| read | requests | p50 ms | p95 ms | p99 ms | KB | errors |\n|---|---|---|---|---|---|---|";

    private final List<Size> sizes;

    /**
     * With one number of receipts.
     *
     * @param loadSeconds of loading them
     * @param checked what was looked at before anything was measured, in words
     * @param signing empty if nothing was signed
     */
    record Size(
            long receipts,
            double loadSeconds,
            String checked,
            List<ReadTimes> reads,
            StoredBytes stored,
            Optional<SigningStep> signing) {
        String text() {
            StringBuilder text = new StringBuilder();
            text.append(String.format(Locale.ROOT, "## %,d receipts stored%n%n", receipts));
            if (receipts > 0) {
                text.append(String.format(Locale.ROOT, "Loaded in %,.0f s; %s.%n%n", loadSeconds, checked));
                text.append(READS).append('\n');
                text.append(reads.stream().map(ReadTimes::row).collect(Collectors.joining("\n")));
                text.append("\n\n").append(stored.text()).append("\n\n");
            }
            signing.ifPresent(step -> text.append(SigningStep.HEAD)
                    .append('\n')
                    .append(step.row(0))
                    .append("\n\n"));
            return text.toString();
        }

        Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("receipts", receipts);
            members.put("loadSeconds", SigningStep.number(loadSeconds, 1));
            members.put("checked", checked);
            members.put("reads", reads.stream().map(ReadTimes::members).toList());
            members.put("storedBytes", stored.sum());
            members.put("stored", receipts == 0 ? List.of() : stored.members());
            members.put("signing", signing.map(step -> step.members(0)));
            return members;
        }
    }

    GrowthReport(List<Size> sizes) {
        this.sizes = List.copyOf(sizes);
    }

    /** For people: tables in Markdown, the sizes side by side at the end. */
    public String text() {
        StringBuilder text = new StringBuilder();
        sizes.forEach(size -> text.append(size.text()));
        text.append(
                "| stored | receipts/s | of the first | p99 ms | bytes a receipt | receipt page p95 ms | verification p95 ms |\n");
        text.append("|---|---|---|---|---|---|---|");
        for (Size size : sizes) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n| %,d | %s | %s | %s | %s | %s | %s |",
                    size.receipts(),
                    size.signing()
                            .map(step -> "%,.0f".formatted(step.perSecond()))
                            .orElse(""),
                    size.signing()
                            .flatMap(step -> first().map(first -> "%.2f".formatted(step.perSecond() / first)))
                            .orElse(""),
                    size.signing()
                            .map(step -> "%.1f".formatted(step.load().tally().millis(99)))
                            .orElse(""),
                    size.receipts() == 0 ? "" : "%,d".formatted(size.stored().sum() / size.receipts()),
                    p95(size, "receipt page"),
                    p95(size, "verification online")));
        }
        return text.toString();
    }

    private Optional<Double> first() {
        return sizes.get(0).signing().map(SigningStep::perSecond).filter(rate -> rate > 0);
    }

    private static String p95(Size size, String kind) {
        return size.reads().stream()
                .filter(read -> read.name().equals(kind))
                .map(read -> String.format(Locale.ROOT, "%.1f", read.millis(95)))
                .findFirst()
                .orElse("");
    }

    /** For programs: every size. */
    public Map<String, Object> members() {
        return Map.of("sizes", sizes.stream().map(Size::members).toList());
    }
}
