package org.tallystick.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.access.Role;
import org.tallystick.work.Work;
import org.tallystick.work.WorkState;

class WorkLineTest {
    @ParameterizedTest
    @EnumSource(WorkState.class)
    void everyStateHasAWordAndASentenceInBothLanguages(WorkState state) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            WorkLine line = new WorkLine(work(state), 5_000, locale);

            assertThat(line.getState()).isNotBlank();
            assertThat(line.getMeaning()).isNotBlank();
            assertThat(line.getRate()).isNotBlank();
            assertThat(line.getLeft()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 KB", "1572864,1.5 MB"})
    void sizesAreForPeople(long bytes, String shown) {
        assertThat(WorkLine.size(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @EnumSource(value = WorkState.class, names = "FAILED")
    void aFailureNamesItsReference(WorkState state) {
        assertThat(new WorkLine(work(state), 5_000, Locale.ENGLISH).getMeaning())
                .endsWith("REF");
        assertThat(WorkFileServlet.saved(work(state))).isEqualTo("receipts-261124-7KQ2MD01.csv");
    }

    private static Work work(WorkState state) {
        return new Work(
                "261124-7KQ2MD01",
                "account",
                Role.MERCHANT_OWNER,
                "1",
                "receipts-csv",
                "",
                "en",
                state,
                new Work.Counts(10, 100),
                new Work.Times(1, 2, state.isOver() ? 3_000 : 0),
                false,
                "receipts.csv",
                10,
                10_000,
                "REF");
    }
}
