package org.tallystick.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run of {@link SigningBench} measured. */
public final class SigningReport {
    private final String database;
    private final String algorithm;
    private final String provider;
    private final DiskSync disk;
    private final double ceilingBefore;
    private final double ceilingAfter;
    private final List<SigningStep> steps;

    /** @param how {@code database}, {@code algorithm} and {@code provider}, in words */
    SigningReport(How how, DiskSync disk, double ceilingBefore, double ceilingAfter, List<SigningStep> steps) {
        this.database = how.database();
        this.algorithm = how.algorithm();
        this.provider = how.provider();
        this.disk = disk;
        this.ceilingBefore = ceilingBefore;
        this.ceilingAfter = ceilingAfter;
        this.steps = List.copyOf(steps);
    }

    /** What was measured, in words. */
    record How(String database, String algorithm, String provider) {}

    /** Receipts a second, the mean of before and after; 0 if it was not measured. */
    double ceiling() {
        return (ceilingBefore + ceilingAfter) / 2;
    }

    /** For people: a table in Markdown. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s, %s, signatures by %s. ", database, algorithm, provider));
        text.append(
                ceiling() > 0
                        ? String.format(
                                Locale.ROOT,
                                "Ceiling: %,.0f receipts/s before, %,.0f after, mean %,.0f.",
                                ceilingBefore,
                                ceilingAfter,
                                ceiling())
                        : "The ceiling was not measured, for want of a database to measure it in.");
        text.append(' ').append(disk.text());
        text.append("\n\n").append(SigningStep.HEAD);
        steps.forEach(step -> text.append('\n').append(step.row(ceiling())));
        return text.toString();
    }

    /** For programs: what the best step says, and every step. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("database", database);
        members.put("algorithm", algorithm);
        members.put("provider", provider);
        SigningStep best = steps.stream()
                .max(Comparator.comparingDouble(SigningStep::perSecond))
                .orElseThrow();
        members.putAll(best.members(ceiling()));
        members.put("ceilingBefore", SigningStep.number(ceilingBefore, 0));
        members.put("ceilingAfter", SigningStep.number(ceilingAfter, 0));
        members.putAll(disk.members());
        members.put("steps", steps.stream().map(step -> step.members(ceiling())).toList());
        return members;
    }
}
