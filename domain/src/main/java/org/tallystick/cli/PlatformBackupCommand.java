package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.backup.PlatformBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code platform backup}. */
@Command(
        name = "backup",
        description = {
            "Write one encrypted file with a consistent copy of the database, the keys and the register of erasures. The server may run.",
            "",
            "The embedded database is copied by the running server itself, or as a file if none runs. Of PostgreSQL, give what pg_dump or"
                    + " pg_basebackup has just made. Keys in a device are not in it.",
            "",
            "Let backups die after 35 days: what is erased meanwhile can still be opened with one.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "2:the server made no copy in time", "64:the command was not understood"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tallystick platform backup --data standalone/data/tallystick --to monday.backup --passphrase-file p",
            "  pg_dump -Fc tallystick > db.dump && tallystick platform backup --data DIR --database db.dump \\",
            "      --to monday.backup --passphrase-file p"
        })
final class PlatformBackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The platform's data directory.")
    private Path data;

    @Option(
            names = "--database",
            paramLabel = "FILE",
            description = "A copy of the PostgreSQL database, made just now. It must be older than this command.")
    private Optional<Path> database;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The backup.")
    private Path target;

    @Mixin
    private PassphraseOption passphrase;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "How long the server may take for its copy; PT10M by default.")
    private Duration patience;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(data.resolve("keys"))) {
            throw usage("There are no keys in " + data + ": --data names a platform's data directory.");
        }
        boolean embedded = Files.exists(data.resolve("db.mv.db"));
        if (database.isEmpty() && !embedded) {
            throw usage("There is no embedded database in " + data
                    + ". Give --database FILE with what pg_dump or pg_basebackup has made.");
        }
        char[] secret = passphrase.read();
        if (database.isPresent()) {
            return write(database.get(), secret);
        }
        try (DatabaseCopy copy = DatabaseCopy.of(data, patience)) {
            return write(copy.file(), secret);
        }
    }

    private int write(Path copy, char[] secret) throws IOException {
        int files = new PlatformBackup(data, Clock.systemUTC().instant()).write(copy, target, secret);
        spec.commandLine()
                .getOut()
                .printf("%s: %,d bytes, the database and %d files.%n", target, Files.size(target), files - 1);
        return ExitCode.OK;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
