package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tallystick.backup.DamagedBackupException;
import org.tallystick.backup.PlatformRestore;
import org.tallystick.backup.PlatformRestore.Restored;
import org.tallystick.ledger.Checkpoint;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code platform restore}. */
@Command(
        name = "restore",
        description = {
            "Put a backup into an empty data directory. The server must not run.",
            "",
            "A backup does not know what came after it. Give of every log the newest checkpoint that a mirror, a witness or any reader has: the"
                    + " platform is held to it, and neither answers nor signs while its database lacks an entry that others have seen.",
            "",
            "Give the newest register of erasures (keys/erasures) as well: what was erased since is erased again before anybody is served.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored",
            "1:the backup is damaged, or a checkpoint is missing or not its log's; nothing is restored",
            "64:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tallystick platform restore monday.backup --data DIR --passphrase-file p \\",
            "      --checkpoint mirror/checkpoint --erasures elsewhere/erasures"
        })
final class PlatformRestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BACKUP", description = "What platform backup has written.")
    private Path backup;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data directory to be.")
    private Path data;

    @Mixin
    private PassphraseOption passphrase;

    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "FILE",
            description = "The newest checkpoint of a log; once for each log.")
    private List<Path> checkpoints;

    @ArgGroup(multiplicity = "1")
    private Known known = new Known();

    /** One of the two must be said: forgetting it would bring erased data back. */
    static final class Known {
        @Option(
                names = "--erasures",
                paramLabel = "FILE",
                description = "A register of erasures, newer than the backup; may be given several times.")
        private List<Path> registers = new ArrayList<>();

        @Option(names = "--nothing-erased-since", description = "Nothing was erased after the backup.")
        private boolean nothing;
    }

    @Override
    public Integer call() throws IOException {
        List<byte[]> notes = new ArrayList<>();
        for (Path file : checkpoints) {
            notes.add(Files.readAllBytes(readable(file)));
        }
        known.registers.forEach(this::readable);
        PrintWriter out = spec.commandLine().getOut();
        try {
            Restored restored =
                    new PlatformRestore(data).restore(readable(backup), passphrase.read(), notes, known.registers);
            for (Checkpoint held : restored.held()) {
                out.printf("%s: held to %,d entries.%n", held.origin(), held.size());
            }
            out.printf("%d erasures since the backup are carried out at the start.%n", restored.erasures());
            restored.database()
                    .ifPresent(copy -> out.printf(
                            "The database is in %s: bring it into an empty PostgreSQL before the start, then delete it.%n",
                            copy));
            return ExitCode.OK;
        } catch (DamagedBackupException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.REFUSED;
        }
    }

    private Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "The file " + file + " cannot be read.");
        }
        return file;
    }
}
