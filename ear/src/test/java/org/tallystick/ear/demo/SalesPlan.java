package org.tallystick.ear.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.LineItem;

/**
 * What all shops sold from a day until a minute, with their opening hours, weekends, busy and quiet days, voids, refunds and
 * deposits. The same seed and dates give the same sales.
 */
final class SalesPlan {
    /** Shops whose owners have accounts: there is more to look at. */
    private static final Set<String> BUSY = Set.of("898331054110027", "875581058120533");

    private static final String HOTEL = "7011";

    private final RandomGenerator random;
    private final LocalDate from;
    private final LocalDateTime until;
    private final List<PlannedSale> sales = new ArrayList<>();

    private SalesPlan(RandomGenerator random, LocalDate from, LocalDateTime until) {
        this.random = random;
        this.from = from;
        this.until = until;
    }

    /** Sales in the order of their time. */
    static List<PlannedSale> of(List<DemoShop> shops, LocalDate from, LocalDateTime until, RandomGenerator random) {
        SalesPlan plan = new SalesPlan(random, from, until);
        shops.forEach(plan::sell);
        plan.sales.sort(Comparator.comparing(PlannedSale::time));
        new SalesTroubles(random).befall(plan.sales, until);
        return plan.sales;
    }

    private void sell(DemoShop shop) {
        for (LocalDate day = from; !day.isAfter(until.toLocalDate()); day = day.plusDays(1)) {
            double mean = shop.trade().perDay() * (BUSY.contains(shop.merchantNo()) ? 2.2 : 1) * factor(shop, day);
            long number = Math.round(mean * (0.7 + 0.6 * random.nextDouble()) + random.nextDouble() - 0.5);
            for (long i = 0; i < number; i++) {
                sellOnce(shop, day.atStartOfDay().plusSeconds(shop.trade().secondOfDay(random)));
            }
        }
    }

    private static double factor(DemoShop shop, LocalDate day) {
        boolean nationalDay = day.getMonthValue() == 10 && day.getDayOfMonth() <= 7;
        boolean weekend =
                nationalDay || day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return shop.trade().factor(weekend) * (nationalDay ? 1.3 : 1);
    }

    private void sellOnce(DemoShop shop, LocalDateTime time) {
        String terminal = shop.terminals().get(random.nextInt(shop.terminals().size()));
        List<LineItem> lines = lines(shop.trade());
        long amount = lines.stream().mapToLong(LineItem::amount).sum();
        boolean deposit = shop.trade().mcc().equals(HOTEL) && random.nextInt(100) < 40;
        BillType type = deposit ? BillType.PREAUTH : BillType.SALE;
        EntryMode mode = deposit ? EntryMode.INSERT : entryMode();
        var what = new PlannedSale.What(
                type, amount, deposit ? List.of() : lines, mode, random.nextInt(5_000), Optional.empty());
        PlannedSale sale = new PlannedSale(shop, terminal, time, what);
        if (!add(sale)) {
            return;
        }
        if (deposit) {
            follow(
                    sale,
                    BillType.COMPLETION,
                    time.plusDays(random.nextInt(1, 4)),
                    amount * random.nextInt(60, 101) / 100);
        } else if (random.nextInt(1_000) < 9) {
            follow(sale, BillType.VOID, time.plusMinutes(random.nextInt(2, 40)), amount);
        } else if (random.nextInt(1_000) < 16) {
            boolean whole = random.nextInt(100) < 60;
            long back = whole ? amount : Math.max(1, lines.get(0).amount());
            follow(sale, BillType.REFUND, time.plusDays(random.nextInt(1, 11)).plusMinutes(random.nextInt(90)), back);
        }
    }

    private void follow(PlannedSale sale, BillType type, LocalDateTime time, long amount) {
        var what = new PlannedSale.What(
                type, amount, List.of(), sale.what().mode(), sale.what().customer(), Optional.of(sale));
        add(new PlannedSale(sale.shop(), sale.terminalNo(), time, what));
    }

    private boolean add(PlannedSale sale) {
        return sale.time().isBefore(until) && sales.add(sale);
    }

    private List<LineItem> lines(Trade trade) {
        int number = 1 + Math.min(random.nextInt(4), random.nextInt(4));
        List<LineItem> lines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Trade.Item item = trade.items().get(random.nextInt(trade.items().size()));
            int quantity = random.nextInt(100) < 75 ? 1 : 2;
            lines.add(new LineItem(
                    item.name(),
                    Optional.of(Integer.toString(quantity)),
                    Optional.of(item.price()),
                    item.price() * quantity,
                    Optional.empty()));
        }
        return lines;
    }

    private EntryMode entryMode() {
        int draw = random.nextInt(100);
        if (draw < 68) {
            return EntryMode.SCAN;
        }
        return draw < 83 ? EntryMode.TAP : draw < 97 ? EntryMode.INSERT : EntryMode.SWIPE;
    }
}
