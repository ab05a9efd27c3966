package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.tallystick.receipts.DaySum;
import org.tallystick.receipts.DaySums;
import org.tallystick.receipts.ReceiptFilter;
import org.tallystick.receipts.ReceiptState;
import org.tallystick.receipts.ReceiptTotals;
import org.tallystick.receipts.service.MerchantDayRepository.Kept;
import org.tallystick.receipts.service.MerchantDayRepository.Mark;
import org.tallystick.shared.ShopTime;

/**
 * What a merchant's receipts come to by day. Sums of a day are kept and believed as long as the counts that are stored with every receipt
 * ({@code daily_count}) say that nothing has come or gone since; a day is summed again only then. The counts are read first: what comes
 * meanwhile is in the sums and not in the mark, and the next one who asks sums again. While a removed log is being deleted nothing that is kept
 * is believed: its receipts are counted there, and stand in no list.
 */
@ApplicationScoped
class MerchantDays {
    private static final Logger LOG = Logger.getLogger(MerchantDays.class.getName());

    /** A till's own day may be as many days from the one in Shanghai: ISO 8601 offsets go up to 18 hours. */
    private static final int APART = 2;

    private final MerchantDayRepository days;
    private final ShopRepository shop;

    @Inject
    MerchantDays(MerchantDayRepository days, ShopRepository shop) {
        this.days = days;
        this.shop = shop;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MerchantDays() {
        this(null, null);
    }

    /** Sums of every kind on every day that has any, in no order; days are those of Shanghai. */
    List<DaySum> sums(String merchantNo, LocalDate first, LocalDate last) {
        Map<LocalDate, Mark> marks = days.marks(merchantNo, first.minusDays(APART), last.plusDays(APART));
        boolean deleting = shop.isDeleting();
        Map<LocalDate, Kept> kept = deleting ? Map.of() : days.kept(merchantNo, first, last);
        List<DaySum> sums = new ArrayList<>();
        TreeSet<LocalDate> changed = new TreeSet<>();
        for (LocalDate day : days(marks, kept, first, last)) {
            Mark mark = around(marks, day);
            Kept known = kept.get(day);
            if (known != null && known.mark().equals(mark)) {
                sums.addAll(DaySums.parse(day, known.sums()));
            } else if (!mark.equals(Mark.NONE) || known != null) {
                changed.add(day);
            }
        }
        if (!changed.isEmpty()) {
            Map<LocalDate, List<DaySum>> fresh = again(merchantNo, changed);
            fresh.values().forEach(sums::addAll);
            if (!deleting) {
                keep(merchantNo, fresh, marks);
            }
        }
        return sums;
    }

    /** Those of which anything may be known: a bill's date may be thousands of years away. */
    private static TreeSet<LocalDate> days(
            Map<LocalDate, Mark> marks, Map<LocalDate, Kept> kept, LocalDate first, LocalDate last) {
        TreeSet<LocalDate> days = new TreeSet<>(kept.keySet());
        for (LocalDate marked : marks.keySet()) {
            for (int apart = -APART; apart <= APART; apart++) {
                days.add(marked.plusDays(apart));
            }
        }
        days.removeIf(day -> day.isBefore(first) || day.isAfter(last));
        return days;
    }

    private static Mark around(Map<LocalDate, Mark> marks, LocalDate day) {
        Mark sum = Mark.NONE;
        for (int apart = -APART; apart <= APART; apart++) {
            sum = sum.and(marks.getOrDefault(day.plusDays(apart), Mark.NONE));
        }
        return sum;
    }

    /** In one pass from the first that has changed to the last: as a rule some last days, or all of them. */
    private Map<LocalDate, List<DaySum>> again(String merchantNo, TreeSet<LocalDate> changed) {
        Map<LocalDate, List<DaySum>> found =
                shop
                        .days(
                                merchantNo,
                                start(changed.first()),
                                start(changed.last().plusDays(1)))
                        .stream()
                        .collect(Collectors.groupingBy(DaySum::day));
        return changed.stream().collect(Collectors.toMap(day -> day, day -> found.getOrDefault(day, List.of())));
    }

    private void keep(String merchantNo, Map<LocalDate, List<DaySum>> sums, Map<LocalDate, Mark> marks) {
        Map<LocalDate, Kept> fresh = new HashMap<>();
        sums.forEach((day, its) -> fresh.put(day, new Kept(around(marks, day), DaySums.text(its))));
        try {
            days.keep(merchantNo, fresh);
        } catch (PersistenceException | TransactionalException e) {
            // Somebody else has kept the same day at the same time: nothing is lost, these sums are as good as theirs.
            LOG.log(Level.FINE, "The sums of a merchant's days are not kept", e);
        }
    }

    /** Count and sum of what a filter finds of a merchant's receipts; empty unless it asks for whole days, and for nothing but kinds. */
    Optional<ReceiptTotals> totals(String merchantNo, ReceiptFilter filter) {
        boolean kinds = filter.text().isBlank()
                && filter.merchant().isEmpty()
                && filter.terminal().isEmpty()
                && filter.least().isEmpty()
                && filter.most().isEmpty()
                && filter.state()
                        .filter(state -> state != ReceiptState.SIGNED && state != ReceiptState.UNSIGNED)
                        .isEmpty();
        if (!kinds
                || filter.from().filter(MerchantDays::isWithin).isPresent()
                || filter.until().filter(MerchantDays::isWithin).isPresent()) {
            return Optional.empty();
        }
        Optional<MerchantDayRepository.Span> span = days.span(merchantNo);
        if (span.isEmpty()) {
            return Optional.empty();
        }
        LocalDate first =
                later(span.get().first().minusDays(APART), filter.from().map(ShopTime::dayOf));
        LocalDate last =
                earlier(span.get().last().plusDays(APART), filter.until().map(end -> ShopTime.dayOf(end)
                        .minusDays(1)));
        return Optional.of(DaySum.totals(sums(merchantNo, first, last).stream()
                .filter(sum -> filter.type().map(type -> type == sum.type()).orElse(true))
                .filter(sum -> filter.state()
                        .map(state -> state.name().equals(sum.status().name()))
                        .orElse(true))
                .toList()));
    }

    private static LocalDate later(LocalDate day, Optional<LocalDate> other) {
        return other.filter(o -> o.isAfter(day)).orElse(day);
    }

    private static LocalDate earlier(LocalDate day, Optional<LocalDate> other) {
        return other.filter(o -> o.isBefore(day)).orElse(day);
    }

    /** Whether a time is not the first moment of a day. */
    private static boolean isWithin(Instant time) {
        return !ShopTime.startOf(ShopTime.dayOf(time)).equals(time);
    }

    private static long start(LocalDate day) {
        return ShopTime.startOf(day).toEpochMilli();
    }
}
