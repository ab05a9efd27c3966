package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A small log, whose figures only have to be there. */
class BenchAuditCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine program = Tallystick.commandLine(Clock.systemUTC())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return program.execute(arguments);
    }

    @Test
    void aLogIsGrownProvedAndAudited() {
        assertThat(run("bench", "audit", "--entries", "70001")).isZero();
        assertThat(out.toString()).contains("One thread, 70,001 entries", "| entries audited by hashes |");
        assertThat(err.toString()).contains("auditing");
    }

    @Test
    void programsReadFigures() {
        assertThat(run("bench", "audit", "--entries", "1000", "--json")).isZero();
        assertThat(out.toString())
                .startsWith("{\"entries\":1000,\"hashesPerSecond\":")
                .contains("\"auditedPerSecond\":");
    }

    @Test
    void aSizeThatCannotBeIsNamed() {
        assertThat(run("bench", "audit", "--entries", "999")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--entries is a number from 1000");
        assertThat(run("bench")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("bench signing, bench growth, bench portal or bench audit");
    }
}
