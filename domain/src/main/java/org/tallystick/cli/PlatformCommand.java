package org.tallystick.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code platform}: what whoever runs the platform does beside it, on its machine. */
@Command(
        name = "platform",
        description = "Back up a platform, and come back from a backup.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        subcommands = {PlatformBackupCommand.class, PlatformRestoreCommand.class})
public final class PlatformCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: backup, restore.");
    }
}
