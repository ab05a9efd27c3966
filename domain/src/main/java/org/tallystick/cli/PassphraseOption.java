package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The passphrase of a backup: from a file, never from the command line, which others on the machine can read. */
final class PassphraseOption {
    private static final int SHORTEST = 12;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--passphrase-file",
            required = true,
            paramLabel = "FILE",
            description =
                    "A file whose first line is the passphrase, of at least 12 characters. Whoever loses it loses the backup.")
    private Path file;

    char[] read() {
        try {
            String first = Files.readString(file).lines().findFirst().orElse("").strip();
            if (first.length() >= SHORTEST) {
                return first.toCharArray();
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "The passphrase file " + file + " cannot be read.", e);
        }
        throw new ParameterException(
                spec.commandLine(), "The first line of " + file + " has fewer than 12 characters.");
    }
}
