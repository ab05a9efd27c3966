package org.tallystick.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    @Test
    void withoutQuestionItIsTheLastThirtyDays() {
        Period period = Period.asked("", "", TODAY);

        assertThat(period.from()).isEqualTo("2026-10-26");
        assertThat(period.to()).isEqualTo(TODAY);
        assertThat(period.days()).hasSize(30);
    }

    @Test
    void whatIsNoDayCountsAsNotAsked() {
        assertThat(Period.asked("yesterday", "2026-02-30", TODAY)).isEqualTo(Period.asked("", "", TODAY));
        assertThat(Period.asked("0001-01-01", "9999-12-31", TODAY)).isEqualTo(Period.asked("", "", TODAY));
    }

    @Test
    void daysInTheWrongOrderAreTurnedRound() {
        assertThat(Period.asked("2026-11-20", "2026-11-01", TODAY))
                .isEqualTo(Period.asked("2026-11-01", "2026-11-20", TODAY));
    }

    @Test
    void itIsNeverLongerThanAYear() {
        assertThat(Period.asked("2020-01-01", "2026-11-24", TODAY).days()).hasSize(366);
    }
}
