package org.tallystick.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code terminal}: everything a till does. */
@Command(
        name = "terminal",
        description = {
            "Be a terminal: enrol once, then sell. A state directory is one enrolled terminal.",
            "",
            "A sale is safe as soon as it is issued: the platform may be away, the network may break, the process may"
                    + " be killed. What waits in the outbox is sent by every later command, or by 'terminal send'.",
            ""
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCode.USAGE)
final class TerminalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new TerminalCommand())
                .addSubcommand(new EnrolCommand(clock))
                .addSubcommand(new CsrCommand())
                .addSubcommand(new AdoptCommand(clock))
                .addSubcommand(new SellCommand(clock))
                .addSubcommand(new ReplayCommand(clock))
                .addSubcommand(new SendCommand(clock))
                .addSubcommand(new ReportCommand(clock))
                .addSubcommand(new RenewCommand(clock))
                .addSubcommand(new StatusCommand(clock));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what the terminal is to do: enrol, csr, adopt, sell, replay, send, report, renew, status.");
    }
}
