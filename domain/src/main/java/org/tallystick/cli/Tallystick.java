package org.tallystick.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import org.tallystick.shared.Problem;
import org.tallystick.terminal.TerminalException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
        name = "tallystick",
        description = {
            "Evidence for payments: run a terminal, check a receipt, audit a ledger.",
            "",
            "Every command explains itself: tallystick COMMAND --help",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tallystick.Version.class,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        subcommands = {VerifyCommand.class, LedgerCommand.class, PlatformCommand.class, BenchCommand.class})
public final class Tallystick implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... arguments) {
        CommandLine program = commandLine(Clock.systemUTC());
        program.setOut(writer(FileDescriptor.out));
        program.setErr(writer(FileDescriptor.err));
        System.exit(program.execute(arguments));
    }

    /** The program with all its commands. */
    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new Tallystick())
                .addSubcommand(TerminalCommand.commandLine(clock))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(message(failure));
                    return exitCode(failure, command);
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    /** The locale of a till is nobody's concern: names and slips are in UTF-8. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8), true);
    }

    private static String message(Exception failure) {
        if (failure instanceof Problem problem) {
            return problem.detail();
        }
        return failure instanceof TerminalException
                ? String.valueOf(failure.getMessage())
                : "Unexpected: %s".formatted(failure);
    }

    private static int exitCode(Exception failure, CommandLine command) {
        if (failure instanceof TerminalException terminal) {
            return ExitCode.of(terminal.trouble());
        }
        return failure instanceof Problem
                ? ExitCode.REFUSED
                : command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "tallystick "
                        + Optional.ofNullable(Tallystick.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
