package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a FIRMWARE event says of the terminal. */
class TerminalProgramTest {
    @Test
    void bothNamesOfAMemberAreUnderstood() {
        assertThat(TerminalProgram.of(Map.of("brand", "Newland", "model", "N910", "firmware", "3.2.0")))
                .isEqualTo(new TerminalProgram("Newland", "N910", "3.2.0"));
        assertThat(TerminalProgram.of(Map.of("vendor", "新大陆", "model", "N910", "version", 4L)))
                .isEqualTo(new TerminalProgram("新大陆", "N910", "4"));
    }

    @Test
    void whatCannotBeANameIsNotTold() {
        TerminalProgram program =
                TerminalProgram.of(Map.of("brand", "=cmd()", "model", "x".repeat(33), "firmware", Map.of("a", 1L)));

        assertThat(program).isEqualTo(new TerminalProgram("", "", ""));
        assertThat(program.isTold()).isFalse();
    }
}
