package org.tallystick.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast a platform is on this machine. */
@Command(
        name = "bench",
        description = "Measure a platform beside what its machine could do at most at that moment. Linux only.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        subcommands = {
            BenchAuditCommand.class,
            BenchGrowthCommand.class,
            BenchPortalCommand.class,
            BenchSigningCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to measure: bench signing, bench growth, bench portal or bench audit.");
    }
}
