package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.BatchTotals;
import org.tallystick.receipts.CloseRow;
import org.tallystick.receipts.SlipFile;
import org.tallystick.receipts.SlipTotals;
import org.tallystick.receipts.service.MerchantTerminals.Place;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;

/** The end of a merchant's day: what was stored, batch by batch, beside what the terminals' settlement slips say. */
@ApplicationScoped
@PermitAll
public class DailyClose {
    private static final long MOST_SLIPS = 100_000;
    private static final long MOST_NET = 1_000_000_000_000L;
    private static final Comparator<BatchTotals.Key> ORDER = Comparator.comparing(BatchTotals.Key::terminalNo)
            .thenComparing(BatchTotals.Key::batchNo)
            .thenComparing(key -> key.currency().getCurrencyCode());

    private final ShopRepository shop;
    private final MerchantTerminalRepository terminals;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    DailyClose(ShopRepository shop, MerchantTerminalRepository terminals, Event<AuditEvent> audit, Clock clock) {
        this.shop = shop;
        this.terminals = terminals;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected DailyClose() {
        this(null, null, null, null);
    }

    /**
     * Every batch with a bill of that day or a slip typed for it.
     *
     * @param day in Shanghai
     */
    public List<CloseRow> of(Viewer viewer, LocalDate day) {
        String merchantNo = viewer.merchantNo();
        Map<BatchTotals.Key, BatchTotals> stored = shop.batches(merchantNo, start(day), start(day.plusDays(1))).stream()
                .collect(Collectors.toMap(BatchTotals::key, Function.identity()));
        Map<BatchTotals.Key, SlipTotals> slips = new HashMap<>();
        shop.slips(merchantNo, day).forEach(slip -> slips.put(slip.key(), slip));
        return Stream.concat(stored.keySet().stream(), slips.keySet().stream())
                .distinct()
                .sorted(ORDER)
                .map(key ->
                        new CloseRow(key, Optional.ofNullable(stored.get(key)), Optional.ofNullable(slips.get(key))))
                .toList();
    }

    /**
     * Keeps what somebody read off a slip; typing it again corrects it.
     *
     * @param net minor units
     * @throws Problem not-found for a terminal of somebody else; member-invalid naming {@code batch}, {@code count} or {@code net}
     */
    @Transactional
    public void type(Viewer viewer, LocalDate day, BatchTotals.Key key, long count, long net) {
        require(key.batchNo().matches("[0-9]{6}"), "batch", "must be 6 digits");
        require(count >= 0 && count <= MOST_SLIPS, "count", "must be a number of transactions");
        require(Math.abs(net) <= MOST_NET, "net", "must be an amount");
        keep(viewer, day, List.of(new SlipFile.Slip(key, count, net)));
    }

    /**
     * Keeps all slips of a file, or none of them.
     *
     * @throws Problem member-invalid naming the {@code file} if it has faults; not-found for a terminal of somebody else
     */
    @Transactional
    public void load(Viewer viewer, LocalDate day, SlipFile file) {
        require(file.faults().isEmpty(), "file", "has lines that cannot be read");
        keep(viewer, day, file.slips());
    }

    private void keep(Viewer viewer, LocalDate day, List<SlipFile.Slip> slips) {
        String merchantNo = viewer.merchantNo();
        Set<String> own =
                terminals.places(merchantNo).stream().map(Place::terminalNo).collect(Collectors.toSet());
        slips.stream()
                .map(slip -> slip.key().terminalNo())
                .filter(no -> !own.contains(no))
                .findFirst()
                .ifPresent(no -> {
                    throw new Problem(ProblemType.NOT_FOUND, "There is no such terminal.");
                });
        // One at a time for a merchant: two people may type the same slip.
        shop.lock(merchantNo);
        Map<BatchTotals.Key, SlipTotals> before =
                shop.slips(merchantNo, day).stream().collect(Collectors.toMap(SlipTotals::key, Function.identity()));
        for (SlipFile.Slip slip : slips) {
            SlipTotals totals = new SlipTotals(slip.key(), slip.count(), slip.net(), viewer.login(), clock.instant());
            shop.keep(merchantNo, day, totals);
            String object =
                    day + " " + slip.key().terminalNo() + " " + slip.key().batchNo();
            String was = Optional.ofNullable(before.get(slip.key()))
                    .map(DailyClose::words)
                    .orElse("");
            audit.fire(viewer.audit("close.type", object).change(was, words(totals)));
        }
    }

    private static void require(boolean fits, String member, String rule) {
        if (!fits) {
            throw Problem.member(ProblemType.MEMBER_INVALID, member, rule);
        }
    }

    private static String words(SlipTotals slip) {
        return slip.count() + " slips, net " + slip.net() + " " + slip.key().currency();
    }

    private static long start(LocalDate day) {
        return ShopTime.startOf(day).toEpochMilli();
    }
}
