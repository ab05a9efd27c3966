package org.tallystick.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast a platform is. */
@Command(
        name = "bench",
        description = "Measure a platform of your own: it gets more load than anybody would send in earnest.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCode.USAGE)
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new BenchCommand()).addSubcommand(new BenchSigningCommand(clock));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to measure: signing.");
    }
}
