package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.DaySales;
import org.tallystick.receipts.DaySum;
import org.tallystick.receipts.ShopOverview;
import org.tallystick.receipts.Turnover;
import org.tallystick.shared.Money;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.ReceiptStatus;

/** The numbers of a merchant's first page, of what is stored now. */
@ApplicationScoped
@PermitAll
public class ShopOverviews {
    static final int DAYS = 30;

    private final MerchantDays merchantDays;
    private final MerchantTerminalRepository terminals;
    private final Clock clock;

    @Inject
    ShopOverviews(MerchantDays merchantDays, MerchantTerminalRepository terminals, Clock clock) {
        this.merchantDays = merchantDays;
        this.terminals = terminals;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ShopOverviews() {
        this(null, null, null);
    }

    /** Of the viewer's own shop. */
    public ShopOverview of(Viewer viewer) {
        String merchantNo = viewer.merchantNo();
        LocalDate today = ShopTime.today(clock);
        LocalDate first = today.minusDays(DAYS - 1);
        List<DaySum> sums = merchantDays.sums(merchantNo, first, today);
        return new ShopOverview(
                clock.instant(),
                DaySum.totals(filtered(sums, sum -> sum.day().equals(today))),
                DaySum.totals(sums),
                filtered(sums, sum -> sum.status() == ReceiptStatus.UNSIGNED).stream()
                        .mapToLong(DaySum::count)
                        .sum(),
                days(filtered(sums, sum -> Turnover.sign(sum.type()) != 0), first),
                terminals.health(merchantNo));
    }

    /** Each day in the currency that most receipts have. */
    private static List<DaySales> days(List<DaySum> sums, LocalDate first) {
        Currency currency = sums.stream()
                .collect(Collectors.groupingBy(DaySum::currency, Collectors.summingLong(DaySum::count)))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Currency.getInstance("CNY"));
        return IntStream.range(0, DAYS)
                .mapToObj(first::plusDays)
                .map(day -> {
                    List<DaySum> its = filtered(
                            sums, sum -> sum.day().equals(day) && sum.currency().equals(currency));
                    long count = its.stream().mapToLong(DaySum::count).sum();
                    long net = its.stream().mapToLong(DaySum::net).sum();
                    return new DaySales(day, count, new Money(net, currency));
                })
                .toList();
    }

    private static List<DaySum> filtered(List<DaySum> sums, Predicate<DaySum> which) {
        return sums.stream().filter(which).toList();
    }
}
