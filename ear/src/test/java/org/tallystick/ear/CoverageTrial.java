package org.tallystick.ear;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.tallystick.ear.Post.Figures;
import org.tallystick.ear.TrialLines.Place;
import org.tallystick.ear.TrialLines.Sent;
import org.tallystick.ear.TrialPlan.PlannedSale;
import org.tallystick.ear.demo.DemoClock;
import org.tallystick.signing.Cause;

/**
 * Lives through a {@link TrialPlan}: real terminals send their bills to the real platform over HTTPS, its clock is moved along ten minutes at
 * a time, and its own finder looks for what is missing. What the platform found is compared with the labels, which it never saw.
 */
final class CoverageTrial implements AutoCloseable {
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SIGNED_ON_THE_PAD_PERCENT = 20;
    private static final int TAPPED_PERCENT = 30;

    private final TrialServer trial;
    private final CaseBoard board;
    private final TrialLines lines;
    private final TrialPlan plan;
    private final SplittableRandom random;
    private final List<FailingTill> tills = new ArrayList<>();
    private final List<SaleClock> clocks = new ArrayList<>();
    private final Map<Place, TrialResult.Label> labels = new LinkedHashMap<>();
    private final Map<String, Figures> sold = new HashMap<>();
    private final List<Later> later = new ArrayList<>();
    private final TrialCount counting;

    /** Something that is sent when its time has come. */
    private record Later(int terminal, Instant due, Supplier<List<Post>> posts) {}

    /** The time at a terminal. */
    private static final class SaleClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return DemoClock.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    CoverageTrial(TrialServer trial, TrialPlan.Size size, long seed) {
        this.trial = trial;
        this.board = new CaseBoard(trial);
        this.lines = new TrialLines(trial.server());
        this.random = new SplittableRandom(seed + 1);
        this.plan = new TrialPlan(size, nextMorning(trial.now()), seed);
        this.counting = new TrialCount(board);
        for (int i = 0; i < size.terminals(); i++) {
            SaleClock clock = new SaleClock();
            clock.now = trial.now();
            clocks.add(clock);
            tills.add(trial.tillOf(i / trial.terminalsOfOthers(), i % trial.terminalsOfOthers(), clock));
        }
    }

    private static Instant nextMorning(Instant now) {
        var local = now.atZone(DemoClock.ZONE);
        var opening = local.toLocalDate().atTime(8, 0).atZone(DemoClock.ZONE);
        return (opening.isAfter(local) ? opening : opening.plusDays(1)).toInstant();
    }

    /** Lives through it. */
    TrialResult run() {
        List<PlannedSale> sales = plan.inOrder();
        int next = 0;
        Instant from = sales.get(0).delivered();
        while (next < sales.size() || !later.isEmpty()) {
            Instant until = from.plus(STEP);
            List<Sent> sent = new ArrayList<>(due(until));
            int first = next;
            while (next < sales.size() && sales.get(next).delivered().isBefore(until)) {
                next++;
            }
            sent.addAll(sold(sales.subList(first, next)));
            if (!sent.isEmpty()) {
                trial.moveTo(until);
                lines.deliver(sent);
                sent.forEach(one -> sold.merge(one.terminalNo(), one.post().figures(), Figures::plus));
                counting.keepUp();
            }
            from = until;
        }
        settle();
        return TrialResult.of(
                labels,
                board.all(),
                lines.receipts(),
                tills.stream().map(FailingTill::terminalNo).toList());
    }

    /** What has to be counted of each terminal. */
    Map<String, Figures> figures() {
        return sold;
    }

    /** What the regulator is told of these terminals. */
    Map<String, Figures> counted() {
        Map<String, Figures> counted = new HashMap<>();
        Map<String, Figures> all = board.figuresByTerminal();
        tills.forEach(till -> counted.put(till.terminalNo(), all.getOrDefault(till.terminalNo(), Figures.NONE)));
        return counted;
    }

    /** How many bills were stored. */
    int bills() {
        return lines.receipts().size();
    }

    private List<Sent> due(Instant until) {
        List<Later> due = later.stream()
                .filter(one -> one.due().isBefore(until))
                .sorted(Comparator.comparing(Later::due))
                .toList();
        later.removeAll(due);
        List<Sent> sent = new ArrayList<>();
        for (Later one : due) {
            clocks.get(one.terminal()).now = one.due();
            one.posts()
                    .get()
                    .forEach(post -> sent.add(new Sent(tills.get(one.terminal()).terminalNo(), post)));
        }
        return sent;
    }

    private List<Sent> sold(List<PlannedSale> sales) {
        List<Sent> sent = new ArrayList<>();
        Map<Integer, Sent> overtaken = new HashMap<>();
        for (PlannedSale sale : sales) {
            int terminal = sale.terminal();
            String terminalNo = tills.get(terminal).terminalNo();
            clocks.get(terminal).now = sale.at();
            List<Sent> messages = messages(sale).stream()
                    .map(post -> new Sent(terminalNo, post))
                    .toList();
            if (sale.isOvertaken()) {
                overtaken.put(terminal, messages.get(0));
                continue;
            }
            sent.addAll(messages);
            Sent behind = overtaken.remove(terminal);
            if (behind != null) {
                sent.add(behind);
                counting.overtook();
            }
            if (messages.stream().anyMatch(message -> !message.post().isEvent())) {
                counting.followed(terminalNo);
            }
        }
        sent.addAll(overtaken.values());
        return sent;
    }

    private List<Post> messages(PlannedSale sale) {
        FailingTill till = tills.get(sale.terminal());
        if (sale.isHeldByThePlatform()) {
            Post held = till.scanned();
            label(
                    sale,
                    held.counter().getAsLong(),
                    Cause.PLATFORM_OUTAGE,
                    "the platform answers nobody for some minutes");
            counting.hole(till.terminalNo());
            Instant due = sale.delivered().plus(Duration.ofMinutes(random.nextInt(45, 70)));
            later.add(new Later(sale.terminal(), due, () -> List.of(held)));
            return List.of();
        }
        return sale.failure().map(failure -> failed(sale, failure)).orElseGet(() -> List.of(good(till)));
    }

    private List<Post> failed(PlannedSale sale, Failure failure) {
        FailingTill till = tills.get(sale.terminal());
        Injected injected = failure.at(till);
        label(sale, injected.counter(), failure.cause(), failure.toString());
        boolean came = injected.now().stream()
                .anyMatch(post -> post.counter().isPresent() && post.counter().getAsLong() == injected.counter());
        if (came) {
            counting.failure();
        } else {
            counting.hole(till.terminalNo());
        }
        if (!came || random.nextBoolean()) {
            Instant due = sale.delivered().plus(Duration.ofMinutes(random.nextInt(180, 360)));
            later.add(new Later(sale.terminal(), due, injected.later()));
        }
        return injected.now();
    }

    private void label(PlannedSale sale, long counter, Cause cause, String why) {
        String terminalNo = tills.get(sale.terminal()).terminalNo();
        labels.put(new Place(terminalNo, counter), new TrialResult.Label(cause, why, sale.at()));
    }

    private Post good(FailingTill till) {
        int kind = random.nextInt(100);
        if (kind < SIGNED_ON_THE_PAD_PERCENT) {
            return till.captured(random.nextLong());
        }
        return kind < SIGNED_ON_THE_PAD_PERCENT + TAPPED_PERCENT ? till.tapped() : till.scanned();
    }

    /** Time passes until nothing new is found, and everything that was stored has been counted. */
    private void settle() {
        trial.moveBy(Duration.ofHours(1));
        counting.keepUp();
        Figures expected = sold.values().stream().reduce(Figures.NONE, Figures::plus);
        awaitOr(() ->
                counted().values().stream().reduce(Figures.NONE, Figures::plus).receipts() >= expected.receipts());
    }

    private static void awaitOr(Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE.multipliedBy(6))
                    .pollInterval(Duration.ofMillis(200))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            // What is missing then is in the result.
            return;
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    /** How many bills came behind the next one of their terminal, as the last one of a batch does. */
    int overtaken() {
        return counting.overtaken();
    }
}
