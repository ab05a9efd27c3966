package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/** Whoever asks gets all receipts behind a place, or has to fetch them: never some of them. */
class FreshReceiptsTest {
    private static final int LOG = 3;

    private final FreshReceipts fresh = new FreshReceipts();

    @Test
    void groupsFollowOneAnother() {
        add(0, 4, 0, 1, 2, 4);
        add(5, 6, 5, 6);

        assertThat(behind(-1)).containsExactly(0L, 1L, 2L, 4L, 5L, 6L);
        assertThat(behind(6)).isEmpty();
    }

    @Test
    void whatWasLookedAtBeforeIsLeftOut() {
        add(0, 4, 0, 1, 2, 4);
        add(5, 6, 5, 6);

        assertThat(behind(2)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void anEntryThatIsNotHereMayBeAReceipt() {
        add(0, 1, 0, 1);
        add(3, 4, 3, 4);

        assertThat(behind(-1)).containsExactly(0L, 1L);
        assertThat(behind(1)).as("entry 2 is another node's").isEmpty();
        assertThat(behind(2)).containsExactly(3L, 4L);
    }

    @Test
    void whoIsFarBehindHasToFetch() {
        add(10, 11, 10, 11);

        assertThat(behind(5)).isEmpty();
        assertThat(behind(9)).containsExactly(10L, 11L);
    }

    @Test
    void theOldestGoFirst() {
        int group = FreshReceipts.MOST / 2;
        for (long first = 0; first < 3L * group; first += group) {
            add(first, first + group - 1, LongStream.range(first, first + group).toArray());
        }

        assertThat(behind(-1)).isEmpty();
        assertThat(behind(group - 1)).hasSize(FreshReceipts.MOST);
    }

    @Test
    void logsDoNotMix() {
        add(0, 1, 0, 1);

        assertThat(fresh.takeBehind(LOG + 1, -1)).isEmpty();
    }

    @Test
    void theBoundIsOneForAllLogs() {
        long[] many = LongStream.range(0, FreshReceipts.MOST).toArray();
        add(0, 0, 0);
        addTo(LOG + 1, 0, many.length - 1, many);

        assertThat(behind(-1)).isEmpty();
        assertThat(fresh.logs()).containsExactly(LOG + 1);
        fresh.forget(LOG + 1);
        assertThat(fresh.logs()).isEmpty();
    }

    @Test
    void afterAChangeAllAreFetched() {
        add(0, 1, 0, 1);
        fresh.forget();

        assertThat(behind(-1)).isEmpty();
    }

    private void add(long first, long last, long... receipts) {
        addTo(LOG, first, last, receipts);
    }

    private void addTo(int log, long first, long last, long... receipts) {
        fresh.add(new FreshReceipts.Group(
                log,
                first,
                last,
                LongStream.of(receipts)
                        .mapToObj(index -> new FreshReceipts.Fresh(receipt(index), null, null))
                        .toList()));
    }

    private List<Long> behind(long after) {
        return fresh.takeBehind(LOG, after).stream()
                .map(one -> one.stored().index())
                .toList();
    }

    private static StoredReceipt receipt(long index) {
        return new StoredReceipt(
                "T2611-0000-0000-0000",
                "20000001",
                1,
                index,
                0,
                true,
                Optional.empty(),
                ReceiptStatus.SIGNED,
                Optional.empty(),
                new byte[0],
                LOG,
                index,
                0,
                List.of(),
                "898331054110027",
                BillType.SALE);
    }
}
