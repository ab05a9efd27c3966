package org.tallystick.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ledger}: what can be done with a log from outside. */
@Command(
        name = "ledger",
        description = "Check a ledger from its published files, without trusting whoever publishes them.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        subcommands = {
            LedgerAuditCommand.class,
            LedgerCompareCommand.class,
            LedgerExportCommand.class,
            LedgerMirrorCommand.class,
            LedgerReportCommand.class,
            LedgerWitnessCommand.class
        })
public final class LedgerCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do with the ledger: audit, compare, export, mirror, report, witness.");
    }
}
