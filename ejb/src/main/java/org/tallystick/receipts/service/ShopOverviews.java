package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.DaySales;
import org.tallystick.receipts.ReceiptFilter;
import org.tallystick.receipts.ReceiptState;
import org.tallystick.receipts.ReceiptTotals;
import org.tallystick.receipts.ShopOverview;
import org.tallystick.shared.Money;

/** The numbers of a merchant's first page, of what is stored now. */
@ApplicationScoped
@PermitAll
public class ShopOverviews {
    static final int DAYS = 30;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final ReceiptSearchRepository receipts;
    private final ShopRepository shop;
    private final MerchantTerminalRepository terminals;
    private final Clock clock;

    @Inject
    ShopOverviews(
            ReceiptSearchRepository receipts, ShopRepository shop, MerchantTerminalRepository terminals, Clock clock) {
        this.receipts = receipts;
        this.shop = shop;
        this.terminals = terminals;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ShopOverviews() {
        this(null, null, null, null);
    }

    /** Of the viewer's own shop. */
    public ShopOverview of(Viewer viewer) {
        String merchantNo = viewer.merchantNo();
        LocalDate today = LocalDate.now(clock.withZone(ZONE));
        LocalDate first = today.minusDays(DAYS - 1);
        ReceiptFilter recent = ReceiptFilter.between(start(first), start(today.plusDays(1)));
        ReceiptTotals unsigned = receipts.totals(viewer, recent.in(ReceiptState.UNSIGNED));
        return new ShopOverview(
                clock.instant(),
                receipts.totals(viewer, ReceiptFilter.between(start(today), start(today.plusDays(1)))),
                receipts.totals(viewer, recent),
                unsigned.count(),
                days(merchantNo, first),
                terminals.health(merchantNo));
    }

    private List<DaySales> days(String merchantNo, LocalDate first) {
        long from = start(first).toEpochMilli();
        Optional<String> most = shop.commonCurrency(merchantNo, from);
        String code = most.orElse("CNY");
        Map<LocalDate, ShopRepository.Day> found = shop.days(merchantNo, from, code);
        Currency currency = Currency.getInstance(code);
        return IntStream.range(0, DAYS)
                .mapToObj(first::plusDays)
                .map(day -> {
                    ShopRepository.Day sales = found.getOrDefault(day, ShopRepository.Day.NONE);
                    return new DaySales(day, sales.count(), new Money(sales.net(), currency));
                })
                .toList();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
