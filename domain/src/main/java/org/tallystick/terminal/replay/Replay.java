package org.tallystick.terminal.replay;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Bill;
import org.tallystick.terminal.DeliveryReport;
import org.tallystick.terminal.Sale;
import org.tallystick.terminal.SignatureRule;
import org.tallystick.terminal.Terminal;

/**
 * Replays a file of invoices through a terminal. Bills are issued first, in groups, and then delivered; with a rate,
 * one by one. Whatever an earlier run has issued is found by its InvoiceNo and left alone.
 */
public final class Replay {
    private static final int GROUP = 256;

    private final Terminal terminal;
    private final ReplayOptions options;
    private final ReplayProgress progress;
    private final Clock clock;
    private final InvoiceMapper mapper;

    private final Map<String, ReplayRow> rows = new LinkedHashMap<>();
    private final List<Ready> group = new ArrayList<>();
    private int issued;

    /** An invoice that becomes a bill with the next group. */
    private record Ready(Invoice invoice, Mapping mapping, Sale sale) {}

    public Replay(Terminal terminal, ReplayOptions options, ReplayProgress progress, Clock clock) {
        this.terminal = terminal;
        this.options = options;
        this.progress = progress;
        this.clock = clock;
        this.mapper = new InvoiceMapper(options, new SignatureRule(terminal.profile()), this::original);
    }

    /**
     * Replays the file and writes the report; at most once per object.
     *
     * @throws org.tallystick.terminal.TerminalException USAGE if it is no such file
     */
    public ReplaySummary run(Path file) {
        SalesFile sales = SalesFile.read(file, options.charset());
        Instant start = clock.instant();
        for (Invoice invoice : sales.invoices()) {
            replay(invoice);
            options.rate().ifPresent(rate -> keepPace(start, rate));
            progress.step(
                    ReplayProgress.Phase.ISSUING, rows.size(), sales.invoices().size());
        }
        issueGroup();
        DeliveryReport delivery = deliver();
        List<ReplayRow> all = List.copyOf(rows.values());
        ReplayReport report = new ReplayReport(all, terminal::stateOf);
        report.write(options.report(), sales.strayLines());
        return new ReplaySummary(
                sales.invoices().size(),
                issued,
                (int) all.stream()
                        .filter(row -> row.counter().isPresent() && !row.isNew())
                        .count(),
                report.outcomes(),
                report.listed(),
                report.totals(),
                sales.strayLines().size(),
                delivery,
                options.report());
    }

    private void replay(Invoice invoice) {
        Mapping mapping = mapper.map(invoice);
        Optional<Long> counter = terminal.counterOf(invoice.number());
        if (counter.isPresent()) {
            put(ReplayRow.billed(invoice, mapping, counter.get(), false));
        } else if (mapping.sale().isEmpty()) {
            put(ReplayRow.unbilled(invoice.number(), mapping));
        } else if (options.limit().isPresent()
                && issued + group.size() >= options.limit().getAsInt()) {
            put(ReplayRow.unbilled(invoice.number(), mapping));
        } else {
            bill(invoice, mapping, mapping.sale().get());
        }
    }

    private void bill(Invoice invoice, Mapping mapping, Sale sale) {
        try {
            terminal.rehearse(sale);
        } catch (Problem e) {
            Mapping refused =
                    Mapping.refused(Refusal.NOT_A_BILL, e.type().slug() + ": " + e.detail(), mapping.oddities());
            put(ReplayRow.unbilled(invoice.number(), refused));
            return;
        }
        group.add(new Ready(invoice, mapping, sale));
        put(ReplayRow.unbilled(invoice.number(), mapping));
        if (options.rate().isPresent() || group.size() == GROUP) {
            issueGroup();
        }
    }

    /** Keeps the place that the invoice had first: the report is in the order of the file. */
    private void put(ReplayRow row) {
        rows.put(row.invoiceNo(), row);
    }

    private void issueGroup() {
        List<Sale> sales = group.stream().map(Ready::sale).toList();
        List<Long> counters =
                terminal.issueAll(sales).stream().map(bill -> bill.counter()).toList();
        for (int i = 0; i < counters.size(); i++) {
            Ready ready = group.get(i);
            put(ReplayRow.billed(ready.invoice(), ready.mapping(), counters.get(i), true));
        }
        issued += counters.size();
        group.clear();
    }

    /** A sale of the group that is still being gathered gets its number now, so that it can be named. */
    private Optional<Bill.Original> original(String invoiceNo) {
        if (group.stream().anyMatch(ready -> ready.invoice().number().equals(invoiceNo))) {
            issueGroup();
        }
        return terminal.counterOf(invoiceNo)
                .map(counter -> new Bill.Original(
                        Optional.of(terminal.profile().terminalNo()),
                        Optional.of(terminal.profile().series()),
                        Optional.of(counter),
                        Map.of("invoiceNo", invoiceNo)));
    }

    private void keepPace(Instant start, int rate) {
        terminal.deliver(Duration.ZERO, left -> {});
        Duration due = Duration.ofSeconds(1).dividedBy(rate).multipliedBy(issued);
        Duration early = due.minus(Duration.between(start, clock.instant()));
        if (!early.isNegative()) {
            LockSupport.parkNanos(early.toNanos());
        }
    }

    private DeliveryReport deliver() {
        int total = terminal.waiting();
        int[] done = {0};
        return terminal.deliver(options.patience(), left -> {
            done[0] += left;
            progress.step(ReplayProgress.Phase.DELIVERING, done[0], Math.max(total, done[0]));
        });
    }
}
