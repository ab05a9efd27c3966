package org.tallystick.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;

class WorkTest {
    private static final long BEGAN = 1_000_000;

    @Test
    void rateAndTimeLeftFollowFromWhatIsDone() {
        Work work = work(WorkState.RUNNING, 2_000, 10_000, 0);

        assertThat(work.percent()).isEqualTo(20);
        assertThat(work.rate(BEGAN + 10_000)).isEqualTo(200);
        assertThat(work.secondsLeft(BEGAN + 10_000)).hasValue(40);
    }

    @Test
    void nothingIsForetoldInTheFirstSecondOrBeyondTheCount() {
        assertThat(work(WorkState.RUNNING, 5, 10_000, 0).secondsLeft(BEGAN + 999))
                .isEmpty();
        assertThat(work(WorkState.RUNNING, 0, 10_000, 0).secondsLeft(BEGAN + 5_000))
                .isEmpty();
        assertThat(work(WorkState.RUNNING, 10_001, 10_000, 0).secondsLeft(BEGAN + 5_000))
                .isEmpty();
        assertThat(work(WorkState.RUNNING, 10_001, 10_000, 0).percent()).isEqualTo(99);
    }

    @Test
    void aHundredPerCentIsForWhatIsDone() {
        assertThat(work(WorkState.DONE, 0, 0, BEGAN + 10).percent()).isEqualTo(100);
        assertThat(work(WorkState.CANCELLED, 0, 0, BEGAN + 10).percent()).isZero();
    }

    @Test
    void aResultIsKeptForItsTimeAndThenTheWorkMayBeRepeated() {
        Work work = work(WorkState.DONE, 5, 5, BEGAN + 10);

        assertThat(work.hasFile(BEGAN + 99)).isTrue();
        assertThat(work.isRepeatable(BEGAN + 99)).isFalse();
        assertThat(work.hasFile(BEGAN + 100)).isFalse();
        assertThat(work.isRepeatable(BEGAN + 100)).isTrue();
        assertThat(work(WorkState.INTERRUPTED, 5, 9, BEGAN + 10).isRepeatable(BEGAN + 20))
                .isTrue();
        assertThat(work(WorkState.WAITING, 0, 9, 0).isRepeatable(BEGAN + 20)).isFalse();
    }

    private static Work work(WorkState state, long done, long total, long ended) {
        return new Work(
                "261124-7KQ2MD01",
                "account",
                Role.MERCHANT_OWNER,
                "898331054110027",
                "receipts-csv",
                "",
                "en",
                state,
                new Work.Counts(done, total),
                new Work.Times(BEGAN - 5, BEGAN, ended),
                false,
                "receipts.csv",
                10,
                BEGAN + 100,
                "");
    }
}
