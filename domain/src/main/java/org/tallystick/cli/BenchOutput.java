package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.tallystick.bench.BenchException;
import org.tallystick.shared.JsonWriter;
import picocli.CommandLine.Model.CommandSpec;

/** How a measurement tells what goes on (standard error) and what came of it (standard output). */
record BenchOutput(PrintWriter out, PrintWriter err, boolean json) {
    /** For people, and for programs. */
    record Report(String text, Map<String, Object> members) {}

    @FunctionalInterface
    interface Measured {
        Report by(Consumer<String> said) throws IOException, SQLException, InterruptedException;
    }

    static BenchOutput of(CommandSpec spec, boolean json) {
        return new BenchOutput(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    }

    /** @return the exit code */
    int measure(Measured measured) throws InterruptedException {
        try {
            Report report = measured.by(line -> {
                err.println(line);
                err.flush();
            });
            out.println(json ? JsonWriter.text(report.members()) : report.text());
            out.flush();
            return ExitCode.OK;
        } catch (BenchException e) {
            err.println(e.getMessage());
            return ExitCode.NOT_CONFIRMED;
        } catch (IOException | SQLException e) {
            err.println("It could not be measured: " + e);
            return ExitCode.NOT_CONFIRMED;
        }
    }
}
