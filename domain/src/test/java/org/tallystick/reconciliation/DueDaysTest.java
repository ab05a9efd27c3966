package org.tallystick.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueDaysTest {
    @Test
    void theFirstAndTheLastDayOfWhatIsThereAreNotDue() {
        assertThat(DueDays.of(days(1, 2, 3, 4), List.of())).containsExactlyElementsOf(days(2, 3));
    }

    @Test
    void aSingleDayAndAStragglerAreNotDue() {
        assertThat(DueDays.of(days(1, 10, 11, 12), List.of())).containsExactlyElementsOf(days(11));
    }

    @Test
    void declaredDaysAreDueAndServeAsNeighbours() {
        assertThat(DueDays.of(days(1, 2, 3), days(4))).containsExactlyElementsOf(days(2, 3, 4));
    }

    private static List<LocalDate> days(int... days) {
        return IntStream.of(days).mapToObj(day -> LocalDate.of(2026, 11, day)).toList();
    }
}
