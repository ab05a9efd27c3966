package org.tallystick.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run of {@link PortalBench} measured. */
public final class PortalReport {
    private final long receipts;
    private final int readers;
    private final double seconds;
    private final List<ReadTimes> kinds;
    private final ReadTimes all = new ReadTimes("all");
    private final CpuTimes cpu;
    private final List<String> unused;

    /** @param unused indexes that nothing was looked up in */
    PortalReport(long receipts, int readers, double seconds, List<ReadTimes> kinds, CpuTimes cpu, List<String> unused) {
        this.receipts = receipts;
        this.readers = readers;
        this.seconds = seconds;
        this.kinds = kinds.stream()
                .sorted(Comparator.comparingLong(ReadTimes::count).reversed())
                .toList();
        kinds.forEach(all::add);
        this.cpu = cpu;
        this.unused = List.copyOf(unused);
    }

    private double perSecond() {
        return all.count() / seconds;
    }

    private double micros(double cpuSeconds) {
        return all.count() == 0 ? 0 : cpuSeconds * 1e6 / all.count();
    }

    /** For people: a table in Markdown. */
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "%,d receipts stored, %d readers: %,.0f requests/s; processor time of each: %,.0f µs client, %,.0f µs server,"
                                + " %,.0f µs database.%n%n",
                        receipts,
                        readers,
                        perSecond(),
                        micros(cpu.client()),
                        micros(cpu.server()),
                        micros(cpu.database()))
                + GrowthReport.READS + '\n'
                + kinds.stream().map(ReadTimes::row).collect(Collectors.joining("\n"))
                + '\n' + all.row()
                + "\n\nIndexes not looked into: " + (unused.isEmpty() ? "none" : String.join(", ", unused));
    }

    /** For programs: all together, and every kind. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("receipts", receipts);
        members.put("readers", readers);
        members.put("requestsPerSecond", SigningStep.number(perSecond(), 0));
        members.put("clientMicros", SigningStep.number(micros(cpu.client()), 1));
        members.put("serverMicros", SigningStep.number(micros(cpu.server()), 1));
        members.put("databaseMicros", SigningStep.number(micros(cpu.database()), 1));
        members.put("all", all.members());
        members.put("kinds", kinds.stream().map(ReadTimes::members).toList());
        members.put("unusedIndexes", unused);
        return members;
    }
}
