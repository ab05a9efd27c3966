package org.tallystick.receipts.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.receipts.DaySum;
import org.tallystick.receipts.ReceiptFilter;
import org.tallystick.receipts.ReceiptState;
import org.tallystick.shared.Money;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

class MerchantDaysTest {
    private static final String SHOP = "898331054110027";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final LocalDate FIRST = TODAY.minusDays(29);
    private static final Currency YUAN = Currency.getInstance("CNY");

    private final Store store = new Store();
    private final MerchantDays days = new MerchantDays(store, store.shop());

    /** Receipts, what is counted of them by their own days, and what is kept. */
    private static final class Store extends MerchantDayRepository {
        private final List<DaySum> receipts = new ArrayList<>();
        private final Map<LocalDate, Mark> marks = new HashMap<>();
        private final Map<LocalDate, Kept> kept = new HashMap<>();
        private final List<String> summed = new ArrayList<>();
        private boolean broken;
        private boolean deleting;

        void sell(LocalDate day, LocalDate tillsDay, ReceiptStatus status, long amount) {
            receipts.add(new DaySum(day, YUAN, status, BillType.SALE, 1, amount));
            marks.merge(tillsDay, new Mark(1, 1), Mark::and);
        }

        ShopRepository shop() {
            return new ShopRepository() {
                @Override
                boolean isDeleting() {
                    return deleting;
                }

                @Override
                List<DaySum> days(String merchantNo, long from, long until) {
                    LocalDate first = ShopTime.dayOf(Instant.ofEpochMilli(from));
                    LocalDate last = ShopTime.dayOf(Instant.ofEpochMilli(until)).minusDays(1);
                    summed.add(first + " " + last);
                    return receipts.stream()
                            .filter(sum ->
                                    !sum.day().isBefore(first) && !sum.day().isAfter(last))
                            .toList();
                }
            };
        }

        @Override
        Optional<Span> span(String merchantNo) {
            return marks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Span(
                            marks.keySet().stream().min(LocalDate::compareTo).orElseThrow(),
                            marks.keySet().stream().max(LocalDate::compareTo).orElseThrow()));
        }

        @Override
        Map<LocalDate, Mark> marks(String merchantNo, LocalDate first, LocalDate last) {
            return marks;
        }

        @Override
        Map<LocalDate, Kept> kept(String merchantNo, LocalDate first, LocalDate last) {
            return kept;
        }

        @Override
        public void keep(String merchantNo, Map<LocalDate, Kept> fresh) {
            if (broken) {
                throw new PersistenceException("somebody else was faster");
            }
            kept.putAll(fresh);
        }
    }

    private long count() {
        return days.sums(SHOP, FIRST, TODAY).stream().mapToLong(DaySum::count).sum();
    }

    @Test
    void aDayIsSummedOnceAndAgainWhenSomethingHasCome() {
        store.sell(TODAY.minusDays(20), TODAY.minusDays(20), ReceiptStatus.SIGNED, 100);
        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 100);
        assertThat(count()).isEqualTo(2);
        assertThat(count()).isEqualTo(2);
        assertThat(store.summed).hasSize(1);

        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 100);
        assertThat(count()).isEqualTo(3);
        assertThat(store.summed).hasSize(2).last().isEqualTo(TODAY.minusDays(2) + " " + TODAY);
    }

    @Test
    void aLateBillOfALongGoneDayCounts() {
        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 100);
        assertThat(count()).isEqualTo(1);

        store.sell(TODAY.minusDays(15), TODAY.minusDays(15), ReceiptStatus.UNSIGNED, 100);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void soDoesOneOfATillInAnotherZone() {
        store.sell(TODAY.minusDays(10), TODAY.minusDays(10), ReceiptStatus.SIGNED, 100);
        assertThat(count()).isEqualTo(1);

        store.sell(TODAY.minusDays(10), TODAY.minusDays(12), ReceiptStatus.SIGNED, 100);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void soDoesOneThatReplacesAnother() {
        store.sell(TODAY, TODAY, ReceiptStatus.UNSIGNED, 100);
        assertThat(count()).isEqualTo(1);

        store.receipts.set(0, new DaySum(TODAY, YUAN, ReceiptStatus.SIGNED, BillType.SALE, 1, 90));
        store.marks.merge(TODAY, new MerchantDayRepository.Mark(0, 2), MerchantDayRepository.Mark::and);
        assertThat(days.sums(SHOP, FIRST, TODAY)).extracting(DaySum::amount).containsExactly(90L);
    }

    /** Its receipts stand in no list any more, to which the sums lead. */
    @Test
    void whileARemovedLogIsBeingDeletedNothingKeptIsBelieved() {
        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 100);
        assertThat(count()).isEqualTo(1);

        store.deleting = true;
        store.receipts.clear();
        assertThat(count()).isZero();
        assertThat(store.kept.get(TODAY).sums()).as("not kept either").isNotEmpty();
    }

    @Test
    void aBillOfAnAbsurdDateIsCounted() {
        LocalDate far = LocalDate.of(999_999, 12, 31);
        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 100);
        store.sell(far, far, ReceiptStatus.SIGNED, 100);

        assertThat(days.totals(SHOP, ReceiptFilter.ALL))
                .hasValueSatisfying(totals -> assertThat(totals.count()).isEqualTo(2));
    }

    @Test
    void whatIsNotKeptIsRightAllTheSame() {
        store.broken = true;
        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 100);

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void listsOfWholeDaysHaveTheirTotalsFromThem() {
        store.sell(TODAY.minusDays(40), TODAY.minusDays(40), ReceiptStatus.SIGNED, 100);
        store.sell(TODAY.minusDays(1), TODAY.minusDays(1), ReceiptStatus.UNSIGNED, 230);
        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 50);

        ReceiptFilter month = ReceiptFilter.between(ShopTime.startOf(FIRST), ShopTime.startOf(TODAY.plusDays(1)));
        assertThat(days.totals(SHOP, month)).hasValueSatisfying(totals -> {
            assertThat(totals.count()).isEqualTo(2);
            assertThat(totals.sums()).containsExactly(new Money(280, YUAN));
        });
        assertThat(days.totals(SHOP, month.in(ReceiptState.UNSIGNED)))
                .hasValueSatisfying(totals -> assertThat(totals.count()).isEqualTo(1));
        assertThat(days.totals(SHOP, ReceiptFilter.ALL))
                .hasValueSatisfying(totals -> assertThat(totals.count()).isEqualTo(3));
    }

    @Test
    void otherListsHaveNone() {
        store.sell(TODAY, TODAY, ReceiptStatus.SIGNED, 100);
        Instant noon = ShopTime.startOf(TODAY).plus(Duration.ofHours(12));

        assertThat(days.totals(SHOP, ReceiptFilter.between(noon, ShopTime.startOf(TODAY.plusDays(1)))))
                .isEmpty();
        assertThat(days.totals(SHOP, ReceiptFilter.ALL.in(ReceiptState.REFUNDED)))
                .isEmpty();
    }
}
