package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version a program must have at least, and which is older. */
class ProgramPolicyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    private final ProgramPolicy policy = new ProgramPolicy(List.of(
            row("Newland", ProgramPolicy.ANY, "3.0", "2026-01-01"),
            row("Newland", "N910", "2.5", "2026-01-01"),
            row("Newland", "N910", "2.8", "2026-11-29"),
            row("Newland", "N910", "9", "2026-11-30")));

    private static ProgramPolicy.Row row(String brand, String model, String minimum, String from) {
        return new ProgramPolicy.Row(brand, model, ProgramVersion.of(minimum).orElseThrow(), LocalDate.parse(from));
    }

    @ParameterizedTest
    @CsvSource({
        "3.9.2,3.10",
        "V3.10b6,v3.10b7",
        "2.99,3",
        "3.2,3.2.0.1",
        "0009,10",
        "20261128123456789012345,20261128123456789012346"
    })
    void versionsAreComparedByTheirNumbers(String older, String newer) {
        ProgramVersion first = ProgramVersion.of(older).orElseThrow();
        ProgramVersion second = ProgramVersion.of(newer).orElseThrow();

        assertThat(first).isLessThan(second);
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void trailingZerosAndLettersSayNothing() {
        ProgramVersion version = ProgramVersion.of("V3.2").orElseThrow();

        assertThat(version)
                .isEqualTo(ProgramVersion.of("3.2.0").orElseThrow())
                .hasSameHashCodeAs(ProgramVersion.of("3.2.0").orElseThrow())
                .hasToString("V3.2");
        assertThat(ProgramVersion.of("beta")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Newland,N910,2.7,2.8",
        "NEWLAND,n910,2.7,2.8",
        "Newland,N910,2.8,''",
        "Newland,N850,2.9.9,3.0",
        "Newland,N850,3.0,''",
        "Newland,N850,beta,''",
        "Newland,N850,'',''",
        "PAX,A920,0.1,''"
    })
    void theRowOfTheModelThenTheLaterDayCounts(String brand, String model, String firmware, String missed) {
        assertThat(policy.missed(new TerminalProgram(brand, model, firmware), DAY)
                        .map(ProgramVersion::toString)
                        .orElse(""))
                .isEqualTo(missed);
    }

    @Test
    void aRowHoldsFromItsDayOn() {
        TerminalProgram program = new TerminalProgram("Newland", "N910", "2.6");

        assertThat(policy.missed(program, DAY.minusDays(1))).isEmpty();
        assertThat(policy.missed(program, DAY)).isPresent();
        assertThat(policy.missed(program, LocalDate.of(2025, 12, 31))).isEmpty();
        assertThat(new ProgramPolicy(List.of()).missed(program, DAY)).isEmpty();
    }
}
