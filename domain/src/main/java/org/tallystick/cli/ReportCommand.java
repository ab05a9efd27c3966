package org.tallystick.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TerminalReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terminal report}. */
@Command(
        name = "report",
        description = {
            "Tell the platform what happened at the terminal, signed like a bill: it explains later why a signature is"
                    + " missing. The till goes on whether or not this gets through.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the platform has it", "1:refused", "2:not confirmed: repeat later", "64:not understood"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tallystick terminal report --state till-1 PAD_ABSENT --data traceNo=000123",
            "  tallystick terminal report --state till-1 FIRMWARE --data model=N910 --data version=3.2.0"
        })
final class ReportCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    @Parameters(paramLabel = "TYPE", description = "What happened: ${COMPLETION-CANDIDATES}.")
    private TerminalReport type;

    @Option(names = "--data", paramLabel = "NAME=VALUE", description = "What belongs to it; may be repeated.")
    private Map<String, String> data = new LinkedHashMap<>();

    ReportCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (Terminal terminal = Terminal.open(options.state(), Terminal.UNATTENDED, clock)) {
            terminal.report(type, data);
            options.print(Map.of("reported", type.name()), "Reported: " + type);
            return ExitCode.OK;
        }
    }
}
