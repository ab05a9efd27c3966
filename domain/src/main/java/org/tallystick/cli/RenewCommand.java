package org.tallystick.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tallystick.terminal.RenewalReport;
import org.tallystick.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code terminal renew}. */
@Command(
        name = "renew",
        description = {
            "Renew the certificate if it is time: less than a third of its life, or than 30 days, is left. The terminal gets a"
                    + " new key; the old one is kept until the platform has accepted the new one.",
            "",
            "The commands sell, send and replay do so by themselves when nothing waits. Killed half-way, any of them goes on.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:renewed, or not due yet",
            "1:refused: the certificate has expired or does not count; enrol again",
            "2:the platform was not reached, or has not accepted the new key yet: repeat later",
            "64:the command was not understood"
        })
final class RenewCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    RenewCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (Terminal terminal = Terminal.open(options.state(), Terminal.UNATTENDED, clock)) {
            RenewalReport report = terminal.renew();
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("outcome", report.outcome().name());
            members.put("certificateExpires", report.expires().toString());
            options.print(members, RenewalText.of(report));
            return switch (report.outcome()) {
                case NOT_DUE, ELSEWHERE, RENEWED -> ExitCode.OK;
                case UNPROVEN, TAKEN_BACK -> ExitCode.NOT_CONFIRMED;
            };
        }
    }
}
