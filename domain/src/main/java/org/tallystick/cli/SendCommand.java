package org.tallystick.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.tallystick.terminal.DeliveryReport;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TerminalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminal send}. */
@Command(
        name = "send",
        description = {
            "Send what waits in the outbox, in order, until nothing waits or the patience ends. After an outage it"
                    + " reports which bills were concerned. Then it asks what the platform lacks, and sends that again.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing waits any more",
            "1:a bill was refused for good; it is kept and listed in the next RECOVERY",
            "2:something still waits: repeat later",
            "64:the command was not understood"
        })
final class SendCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    @Option(
            names = "--patience",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long to go on without anything getting through; 60 by default, 0 for one try.")
    private int patience;

    SendCommand(Clock clock) {
        this.clock = clock;
    }

    /** Bills are delivered whether or not this gets through. */
    private int resend(Terminal terminal) {
        try {
            return terminal.resend(terminal.heartbeat());
        } catch (TerminalException e) {
            options.tell("What the platform lacks was not asked: " + e.getMessage());
            return 0;
        }
    }

    @Override
    public Integer call() {
        Duration rounds = Duration.ofSeconds(patience);
        try (Terminal terminal = Terminal.open(options.state(), Terminal.UNATTENDED, clock);
                Bar bar = Bar.of("Sending", terminal.waiting(), options.json())) {
            DeliveryReport report = terminal.deliver(rounds, bar::advance);
            bar.close();
            int resent = report.waiting() == 0 ? resend(terminal) : 0;
            options.print(DeliveryText.members(report, resent), DeliveryText.text(report, resent));
            RenewalText.onTheWay(terminal, options);
            return DeliveryText.exitCode(report);
        }
    }
}
