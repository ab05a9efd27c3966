package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.receipts.ReceiptOrder;
import org.tallystick.receipts.ReceiptState;
import org.tallystick.signing.ReceiptNumber;

class SearchQueryTest {
    /** Already the 25th in Shanghai. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T17:00:00Z"), ZoneOffset.UTC);

    @Test
    void withoutDaysItIsTheLastThirtyOfShanghai() {
        SearchQuery query = query(Map.of());

        assertThat(query.value("from")).isEqualTo("2026-10-27");
        assertThat(query.value("to")).isEqualTo("2026-11-25");
        assertThat(query.filter().from()).contains(Instant.parse("2026-10-26T16:00:00Z"));
        assertThat(query.filter().until()).contains(Instant.parse("2026-11-25T16:00:00Z"));
        assertThat(query.isDefaultPeriod()).isTrue();
    }

    @Test
    void aReceiptNumberIsLookedForAtAnyTime() {
        String number = ReceiptNumber.create(YearMonth.of(2026, 1), new Random(1));

        assertThat(query(Map.of("q", ReceiptNumber.grouped(number))).filter().from())
                .isEmpty();
        assertThat(query(Map.of("q", "4417")).filter().from()).isPresent();
    }

    @Test
    void emptyDaysAskForEverything() {
        SearchQuery query = query(Map.of("from", "", "to", ""));

        assertThat(query.filter().from()).isEmpty();
        assertThat(query.filter().until()).isEmpty();
        assertThat(query.isDefaultPeriod()).isFalse();
        assertThat(query.without()).isEqualTo("?from=&to=");
    }

    @Test
    void whatCannotBeReadIsNamedAndAsksForNothing() {
        SearchQuery query = query(Map.of("from", "yesterday", "min", "much", "status", "odd", "sort", "odd"));

        assertThat(query.faults()).containsExactlyInAnyOrder("from", "min");
        assertThat(query.filter().from()).isEmpty();
        assertThat(query.filter().least()).isEmpty();
        assertThat(query.filter().state()).isEmpty();
        assertThat(query.order()).isEqualTo(ReceiptOrder.NEWEST);
    }

    @Test
    void conditionsAreTakenAwayAndAddedInTheAddress() {
        SearchQuery query = query(Map.of("status", "unsigned", "q", "a&b"));

        assertThat(query.filter().state()).contains(ReceiptState.UNSIGNED);
        assertThat(query.without("status")).isEqualTo("?q=a%26b");
        assertThat(query.with("sort", "largest")).contains("sort=largest").contains("status=unsigned");
    }

    private static SearchQuery query(Map<String, String> parameters) {
        return SearchQuery.of(name -> Optional.ofNullable(parameters.get(name)), CLOCK);
    }
}
