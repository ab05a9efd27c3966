package org.tallystick.ear;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Some days of sales at many terminals, drawn once and the same for the same seed: times, failures of every kind, lines of terminals that
 * are down for an hour or two, minutes in which the platform answers nobody, and bills that overtake each other as the last one of a
 * batch does.
 */
final class TrialPlan {
    static final Duration OUTAGE = Duration.ofMinutes(8);

    private static final Duration OPEN = Duration.ofHours(12);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FOLLOWED_WITHIN = Duration.ofMinutes(10);
    private static final int OVERTAKEN_PER_MILLE = 12;
    /** A failure is followed by one at the next sale as often as that. */
    private static final int IN_PAIRS_PERCENT = 15;

    private final Size size;
    private final Instant begin;
    private final SplittableRandom random;
    private final List<List<PlannedSale>> byTerminal = new ArrayList<>();

    /**
     * How much is tried.
     *
     * @param failures in all, those of the platform's outages included
     */
    record Size(int terminals, int sales, int days, int failures, int outages) {}

    /** A sale as it will happen. Changed only while the plan is made. */
    static final class PlannedSale {
        private final int terminal;
        private final Instant at;
        private Instant delivered;
        private @Nullable Failure failure;
        private boolean heldByThePlatform;
        private boolean overtaken;

        PlannedSale(int terminal, Instant at) {
            this.terminal = terminal;
            this.at = at;
            this.delivered = at;
        }

        int terminal() {
            return terminal;
        }

        Instant at() {
            return at;
        }

        /** When its message reaches the platform, unless it is held. */
        Instant delivered() {
            return delivered;
        }

        Optional<Failure> failure() {
            return Optional.ofNullable(failure);
        }

        /** The platform did not answer, and the bill comes when everything else has been sent. */
        boolean isHeldByThePlatform() {
            return heldByThePlatform;
        }

        /** Travels behind the next message of its terminal; nothing is wrong with it. */
        boolean isOvertaken() {
            return overtaken;
        }

        private boolean isSpecial() {
            return failure != null || heldByThePlatform || overtaken;
        }

        private void notBefore(Instant time) {
            delivered = delivered.isBefore(time) ? time : delivered;
        }
    }

    /** @param begin when the shops open on the first day */
    TrialPlan(Size size, Instant begin, long seed) {
        this.size = size;
        this.begin = begin;
        this.random = new SplittableRandom(seed);
        for (int terminal = 0; terminal < size.terminals(); terminal++) {
            byTerminal.add(sales(terminal));
        }
        int held = holdByThePlatform();
        breakLines();
        fail(size.failures() - held);
        overtake();
    }

    /** When the shops close on the last day. */
    Instant end() {
        return begin.plus(DAY.multipliedBy(size.days() - 1L)).plus(OPEN);
    }

    /** In the order of their delivery; those of a terminal in the order of its counter. */
    List<PlannedSale> inOrder() {
        return byTerminal.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(PlannedSale::delivered).thenComparing(PlannedSale::at))
                .toList();
    }

    private List<PlannedSale> sales(int terminal) {
        int number = size.sales() / size.terminals();
        long open = OPEN.toSeconds() * size.days();
        long[] seconds = random.longs(number, 0, open).sorted().toArray();
        return Arrays.stream(seconds)
                .mapToObj(second ->
                        begin.plus(DAY.multipliedBy(second / OPEN.toSeconds())).plusSeconds(second % OPEN.toSeconds()))
                .map(at -> new PlannedSale(terminal, at))
                .toList();
    }

    /** The first bill of each terminal in an outage stays behind; the others come as soon as the platform answers again. */
    private int holdByThePlatform() {
        int held = 0;
        for (int i = 0; i < size.outages(); i++) {
            Instant from =
                    begin.plus(DAY.multipliedBy(i % size.days())).plus(Duration.ofMinutes(random.nextInt(120, 480)));
            Instant until = from.plus(OUTAGE);
            for (List<PlannedSale> sales : byTerminal) {
                boolean first = true;
                for (int s = 0; s < sales.size() - 1; s++) {
                    PlannedSale sale = sales.get(s);
                    if (sale.at().isBefore(from) || !sale.at().isBefore(until)) {
                        continue;
                    }
                    Instant next = sales.get(s + 1).at();
                    sale.notBefore(until);
                    if (first && next.isBefore(until.plus(FOLLOWED_WITHIN))) {
                        sale.heldByThePlatform = true;
                        held++;
                    }
                    first = false;
                }
            }
        }
        return held;
    }

    /** Lines of single terminals are down: everything comes late, in order, and nothing is missing. */
    private void breakLines() {
        for (int i = 0; i < size.terminals() / 2; i++) {
            List<PlannedSale> sales = byTerminal.get(random.nextInt(size.terminals()));
            PlannedSale first = sales.get(random.nextInt(sales.size() / 2));
            Instant until = first.at().plus(Duration.ofMinutes(random.nextInt(20, 120)));
            List<PlannedSale> late = sales.stream()
                    .filter(sale -> !sale.at().isBefore(first.at()) && sale.at().isBefore(until))
                    .toList();
            if (late.stream().noneMatch(PlannedSale::isHeldByThePlatform)) {
                late.forEach(sale -> sale.notBefore(until));
            }
        }
    }

    private void fail(int failures) {
        Failure[] kinds = Failure.values();
        int given = 0;
        while (given < failures) {
            List<PlannedSale> sales = byTerminal.get(random.nextInt(size.terminals()));
            int place = random.nextInt(2, sales.size() - 6);
            int many = random.nextInt(100) < IN_PAIRS_PERCENT ? 2 : 1;
            for (int i = 0; i < many && given < failures; i++) {
                PlannedSale sale = sales.get(place + i);
                if (!sale.isSpecial()) {
                    sale.failure = kinds[given++ % kinds.length];
                }
            }
        }
    }

    /** Only where the next message goes out within the same minutes. */
    private void overtake() {
        for (List<PlannedSale> sales : byTerminal) {
            for (int s = 1; s < sales.size() - 1; s++) {
                PlannedSale sale = sales.get(s);
                PlannedSale next = sales.get(s + 1);
                boolean plain = !sale.isSpecial()
                        && !next.isSpecial()
                        && !sales.get(s - 1).isSpecial();
                if (plain && random.nextInt(1_000) < OVERTAKEN_PER_MILLE * 3) {
                    sale.overtaken = next.delivered().isBefore(sale.delivered().plus(Duration.ofMinutes(5)));
                }
            }
        }
    }
}
