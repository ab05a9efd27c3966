package org.tallystick.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tallystick.shared.JsonObject;
import org.tallystick.terminal.DeliveryReport;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TerminalException;
import org.tallystick.terminal.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminal send}. */
@Command(
        name = "send",
        description = {
            "Send what waits in the outbox, in order, until nothing waits or the patience ends. After an outage it"
                    + " reports which bills were concerned. Then it asks what the platform lacks, and sends that again; and what"
                    + " it has without a signature that counts, and signs the same bill anew.",
            "",
            "After a new enrolment --earlier names the state directory before it: its bills are signed anew with the key of now."
                    + " Send what waits there first, with a send of its own.",
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

    @Option(
            names = "--earlier",
            paramLabel = "DIR",
            description = "State directory of an earlier enrolment of this terminal; may be repeated.")
    private List<Path> earlier = new ArrayList<>();

    SendCommand(Clock clock) {
        this.clock = clock;
    }

    /** Bills are delivered whether or not this gets through. */
    private DeliveryText.Asked asked(Terminal terminal) {
        try {
            JsonObject standing = terminal.heartbeat();
            DeliveryText.Asked asked = new DeliveryText.Asked(terminal.resend(standing), terminal.resign(standing));
            for (Path directory : earlier) {
                asked = asked.and(terminal.resign(standing, directory));
            }
            return asked;
        } catch (TerminalException e) {
            if (e.trouble() == Trouble.USAGE) {
                throw e;
            }
            options.tell("What the platform lacks was not asked: " + e.getMessage());
            return DeliveryText.Asked.NOTHING;
        }
    }

    @Override
    public Integer call() {
        Duration rounds = Duration.ofSeconds(patience);
        try (Terminal terminal = Terminal.open(options.state(), Terminal.UNATTENDED, clock);
                Bar bar = Bar.of("Sending", terminal.waiting(), options.json())) {
            DeliveryReport report = terminal.deliver(rounds, bar::advance);
            bar.close();
            DeliveryText.Asked asked = report.waiting() == 0 ? asked(terminal) : DeliveryText.Asked.NOTHING;
            options.print(DeliveryText.members(report, asked), DeliveryText.text(report, asked));
            RenewalText.onTheWay(terminal, options);
            return DeliveryText.exitCode(report);
        }
    }
}
