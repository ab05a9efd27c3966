package org.tallystick.ear.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.tallystick.ear.ServerDirectory;
import org.tallystick.ear.ServerProcess;

/**
 * Ninety days of sales of all shops of the register, told to the real platform by real terminals: the server's clock is moved
 * along, so that bills arrive when they were made, and those of a terminal without a network when it came back.
 */
final class History {
    private static final int DAYS = 90;
    /** Share of unsigned sales from which a terminal counts as outdated. */
    private static final double OFTEN = 0.04;

    private static final long SEED = 20_260_826;
    /** Less than what makes a bill late (15 minutes). */
    private static final Duration STEP = Duration.ofMinutes(14);

    private final ServerProcess server;
    private final DemoClock clock;
    private final Map<String, HistoryTill> tills = new LinkedHashMap<>();
    private final Path states;

    History(ServerProcess server, DemoClock clock) {
        this.server = server;
        this.clock = clock;
        this.states = server.base().resolveSibling("demo-history");
    }

    /** The first minute of the past; the server must be started then. */
    static Instant beginning() {
        LocalDate today = LocalDate.now(Clock.system(DemoClock.ZONE));
        return today.minusDays(DAYS - 1)
                .atTime(LocalTime.of(5, 30))
                .atZone(DemoClock.ZONE)
                .toInstant();
    }

    /** Lives through it until a few minutes ago. @return how many bills were sent */
    int happen() throws IOException {
        List<DemoShop> shops = DemoShop.all();
        enrol(shops);
        LocalDateTime until = LocalDateTime.now(Clock.system(DemoClock.ZONE)).minusMinutes(5);
        LocalDate from = LocalDate.ofInstant(beginning(), DemoClock.ZONE);
        List<PlannedSale> sales = SalesPlan.of(shops, from, until, new SplittableRandom(SEED));
        sales.sort(Comparator.comparing(PlannedSale::delivered));
        HistoryPost post = new HistoryPost(server, tills);
        post.firmware(outdated(sales), clock.clock().instant());
        for (List<PlannedSale> window : windows(sales)) {
            LocalDateTime last = window.get(window.size() - 1).delivered();
            clock.moveTo(last.plusSeconds(8).atZone(DemoClock.ZONE).toInstant());
            post.deliver(window);
        }
        clock.moveTo(Clock.systemUTC().instant());
        post.heartbeats(Clock.systemUTC().instant());
        ServerDirectory.delete(states);
        return post.sent();
    }

    /** Terminals that fail often run what others no longer run. */
    private static Map<String, String> outdated(List<PlannedSale> sales) {
        Map<String, Double> unsigned = sales.stream()
                .collect(Collectors.groupingBy(
                        PlannedSale::terminalNo,
                        Collectors.averagingDouble(sale -> sale.cause().isPresent() ? 1 : 0)));
        Map<String, String> versions = new LinkedHashMap<>();
        unsigned.forEach((terminalNo, share) -> {
            if (share > OFTEN) {
                versions.put(terminalNo, "3.8.0");
            }
        });
        return versions;
    }

    private void enrol(List<DemoShop> shops) throws IOException {
        ServerDirectory.delete(states);
        Map<String, String> codes = DemoSummary.codes(server);
        for (DemoShop shop : shops) {
            for (String terminalNo : shop.terminals()) {
                var device = new HistoryTill.Device(shop, terminalNo, codes.getOrDefault(terminalNo, ""));
                tills.put(terminalNo, HistoryTill.enrol(server, states.resolve(terminalNo), device, clock.clock()));
            }
        }
    }

    /** Sales that are sent together: those of a few minutes. */
    private static List<List<PlannedSale>> windows(List<PlannedSale> sales) {
        List<List<PlannedSale>> windows = new ArrayList<>();
        LocalDateTime end = LocalDateTime.MIN;
        for (PlannedSale sale : sales) {
            if (!sale.delivered().isBefore(end)) {
                windows.add(new ArrayList<>());
                end = sale.delivered().plus(STEP);
            }
            windows.get(windows.size() - 1).add(sale);
        }
        return windows;
    }
}
