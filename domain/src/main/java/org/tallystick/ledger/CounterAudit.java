package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.AuditFinding.Severity;

/**
 * Looks for counters that a terminal must have used and that occur nowhere.
 *
 * <p>A series may begin in an earlier log, so counting starts at the first counter seen. A bill that comes late fills
 * its gap. A gap is explained by a gap entry that names one of its counters or the one that revealed it. Where an entry
 * was lost on the way nothing is said: its counter may have been the one.
 */
final class CounterAudit {
    private static final int MOST_GAPS = 100_000;

    private final Map<String, Series> series = new HashMap<>();
    private int gaps;
    private long lost;

    /** An entry that could not be read: whose counter it had is not known. */
    void lose() {
        lost++;
    }

    /** @param index of the entry in the log */
    void accept(long index, LedgerEntry entry) {
        entry.bill().ifPresent(bill -> {
            Series one = series.computeIfAbsent(bill.terminalNo() + "." + bill.series(), name -> new Series());
            switch (entry.kind()) {
                case RECEIPT, UNSIGNED -> one.use(index, bill.counter());
                case GAP -> one.explained.add(bill.counter());
                default -> {}
            }
        });
    }

    void save(StringBuilder memory) {
        memory.append("lost ").append(lost).append('\n');
        memory.append("gaps ").append(gaps).append('\n');
        series.forEach((name, one) -> {
            memory.append("series ").append(name).append(' ').append(one.highest);
            memory.append(' ').append(one.lostBefore);
            one.explained.forEach(counter -> memory.append(' ').append(counter));
            memory.append('\n');
            one.missing
                    .values()
                    .forEach(gap -> memory.append("gap %s %d %d %d %d %d\n"
                            .formatted(name, gap.index, gap.from, gap.to, gap.firstMissing, gap.revealed)));
        });
    }

    void restore(AuditMemory memory) {
        lost = memory.number("lost");
        for (String[] line : memory.all("series")) {
            Series one = series.computeIfAbsent(line[1], name -> new Series());
            one.highest = Long.parseLong(line[2]);
            one.lostBefore = Long.parseLong(line[3]);
            Arrays.stream(line).skip(4).map(Long::valueOf).forEach(one.explained::add);
        }
        for (String[] line : memory.all("gap")) {
            long[] numbers =
                    Arrays.stream(line).skip(2).mapToLong(Long::parseLong).toArray();
            Gap gap = new Gap(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
            series.computeIfAbsent(line[1], name -> new Series()).missing.put(gap.from, gap);
        }
        gaps = (int) memory.number("gaps");
    }

    void report(AuditFindings findings) {
        series.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> entry.getValue()
                .missing
                .values()
                .forEach(gap -> findings.add(new AuditFinding(
                        entry.getValue().explains(gap) ? Severity.INFO : Severity.WARN,
                        Code.COUNTER_GAP,
                        OptionalLong.of(gap.index),
                        text(entry.getKey(), gap, entry.getValue().explains(gap))))));
        if (gaps > MOST_GAPS) {
            findings.add(new AuditFinding(
                    Severity.WARN, Code.COUNTER_GAP, OptionalLong.empty(), "There are more gaps than are followed."));
        }
    }

    private static String text(String name, Gap gap, boolean explained) {
        String counters = gap.from == gap.to ? "counter " + gap.from : "counters " + gap.from + " to " + gap.to;
        return "Of terminal and series " + name + ", " + counters + " occur nowhere"
                + (explained ? "; a gap entry says so." : ", and no gap entry says so.");
    }

    /**
     * Counters that are missing, {@code from} to {@code to}.
     *
     * @param index of the entry that revealed them
     * @param firstMissing with {@code revealed}, the gap as it was before late bills filled parts of it
     */
    private record Gap(long index, long from, long to, long firstMissing, long revealed) {
        Gap part(long newFrom, long newTo) {
            return new Gap(index, newFrom, newTo, firstMissing, revealed);
        }
    }

    private final class Series {
        private final NavigableSet<Long> explained = new TreeSet<>();
        private final TreeMap<Long, Gap> missing = new TreeMap<>();
        private long highest;

        /** Entries lost in the whole log when this series was last seen. */
        private long lostBefore;

        void use(long index, long counter) {
            boolean known = highest > 0 && lost == lostBefore;
            lostBefore = lost;
            if (known && counter > highest + 1) {
                add(new Gap(index, highest + 1, counter - 1, highest + 1, counter));
            } else if (counter < highest) {
                fill(counter);
            }
            highest = Math.max(highest, counter);
        }

        private void fill(long counter) {
            Map.Entry<Long, Gap> before = missing.floorEntry(counter);
            if (before == null || before.getValue().to < counter) {
                return;
            }
            Gap gap = before.getValue();
            missing.remove(gap.from);
            gaps--;
            List<Gap> parts = new ArrayList<>();
            parts.add(gap.part(gap.from, counter - 1));
            parts.add(gap.part(counter + 1, gap.to));
            parts.stream().filter(part -> part.from <= part.to).forEach(this::add);
        }

        private void add(Gap gap) {
            if (gaps++ < MOST_GAPS) {
                missing.put(gap.from, gap);
            }
        }

        boolean explains(Gap gap) {
            return !explained.subSet(gap.firstMissing, true, gap.revealed, true).isEmpty();
        }
    }
}
