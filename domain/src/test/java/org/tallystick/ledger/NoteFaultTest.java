package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.NoteFault.Expected;

class NoteFaultTest {
    private static final String ROOT = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String GOOD = MemoryLog.SIGNER.sign("pos.example/ledger/test\n5\n" + ROOT + "\n");

    private static NoteFault fault(String note) {
        return NoteFault.in(note.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Test
    void aSignedCheckpointHasNone() {
        assertThat(NoteFault.in(GOOD.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,'',ORIGIN", "2,05,SIZE", "2,five,SIZE", "3,AAAA,ROOT", "4,x,BLANK", "5,x,SIGNATURE"})
    void aWrongLineIsNamed(int line, String instead, Expected expected) {
        String[] lines = GOOD.split("\n");
        lines[line - 1] = instead;
        String note = String.join("\n", lines) + "\n";

        NoteFault fault = fault(note);

        assertThat(fault.expected()).isEqualTo(expected);
        if (expected != Expected.BLANK) {
            assertThat(fault.line()).isEqualTo(line);
        }
    }

    @Test
    void whatEndsTooEarlyIsNamedByTheLineThatIsMissing() {
        assertThat(fault("")).isEqualTo(new NoteFault(1, Expected.ORIGIN));
        assertThat(fault("pos.example/ledger/test\n5")).isEqualTo(new NoteFault(3, Expected.ROOT));
        assertThat(fault("pos.example/ledger/test\n5\n" + ROOT + "\n\n"))
                .isEqualTo(new NoteFault(5, Expected.SIGNATURE));
    }

    @Test
    void whatIsNotUtf8IsNoText() {
        assertThat(NoteFault.in(new byte[] {(byte) 0xff})).contains(new NoteFault(1, Expected.TEXT));
        assertThat(fault(GOOD.replace("5\n", "5\n\u0001")).expected()).isEqualTo(Expected.ROOT);
    }
}
