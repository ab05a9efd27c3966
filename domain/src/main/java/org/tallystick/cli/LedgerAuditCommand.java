package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.DirectoryTileSource;
import org.tallystick.ledger.HttpTileSource;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.LogFiles;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.ReadAhead;
import org.tallystick.ledger.SignedNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ledger audit}: checks a whole log and says in one sentence whether it keeps its promise. */
@Command(
        name = "audit",
        description = {
            "Recompute a whole ledger and compare it with what its key signed: every tile of every level, every entry"
                    + " that can be read, ledger times, terminals' counters, proofs, and an older checkpoint if given.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the log keeps its promise",
            "1:it does not: something was altered, removed, or signed twice in different ways",
            "2:it could not be checked",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  Get the verifier key from the operator or the regulator, not from the server:",
            "  GET /ledger/logs only shows what the server says it is. Keep the checkpoint",
            "  of each audit: the next one proves that nothing before it was changed.",
            "",
            "  tallystick ledger audit https://pos.example/ledger/48023310/2027q1 \\",
            "      --log \"$(cat 2027q1.vkey)\" --old april.checkpoint"
        })
final class LedgerAuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL|DIR", description = "Prefix of the log, or a directory with its files.")
    private String log;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "VKEY",
            converter = VerifierKey.class,
            description = "Verifier key of the log; further ones of witnesses may follow.")
    private List<NoteVerifier> known;

    @Option(
            names = "--old",
            paramLabel = "FILE",
            description = "A checkpoint kept from earlier, which the log must continue.")
    private Optional<Path> old;

    @Option(
            names = "--token",
            paramLabel = "T",
            defaultValue = "${env:TALLYSTICK_AUDITOR_TOKEN}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description =
                    "Auditor's token, to read the entries too. Better in the environment: TALLYSTICK_AUDITOR_TOKEN.")
    private Optional<String> token;

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description = "Certificates to trust for https instead of the usual ones.")
    private Optional<Path> ca;

    @Option(names = "--json", description = "Answer with one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        LogFiles files = files();
        Optional<byte[]> older = old.map(this::read);
        PrintWriter out = spec.commandLine().getOut();
        try {
            LogAudit audit = audit(files, older);
            out.print(json ? AuditText.json(audit) : AuditText.of(audit));
            out.flush();
            return audit.clean() ? ExitCode.OK : ExitCode.REFUSED;
        } catch (IOException e) {
            spec.commandLine().getErr().println("The log could not be checked: " + AuditText.reason(e));
            return ExitCode.NOT_CONFIRMED;
        }
    }

    private LogAudit audit(LogFiles files, Optional<byte[]> older) throws IOException {
        byte[] checkpoint = files.checkpoint();
        long size = sizeIn(checkpoint);
        try (ReadAhead source = new ReadAhead(files, size);
                Bar bar = Bar.of("Auditing", size, json)) {
            return new LogAuditor(source, known).audit(checkpoint, older, progress -> bar.moveTo(progress.checked()));
        }
    }

    /** Only to plan with: the auditor finds out itself whether the checkpoint is to be believed. */
    private static long sizeIn(byte[] checkpoint) {
        try {
            return Checkpoint.parse(SignedNote.parse(checkpoint).text()).size();
        } catch (LedgerFormatException e) {
            return 0;
        }
    }

    private LogFiles files() {
        if (!log.matches("(?i)https?://.*")) {
            Path directory = Path.of(log);
            if (!Files.isDirectory(directory)) {
                throw usage("The log is neither an http(s) address nor a directory that exists.");
            }
            return new DirectoryTileSource(directory);
        }
        try {
            HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
            if (ca.isPresent()) {
                client.sslContext(PinnedTrust.in(ca.get()));
            }
            return new HttpTileSource(URI.create(log), client.build(), token);
        } catch (IllegalArgumentException e) {
            throw usage("The log's address is malformed, or a token would go there other than over https.");
        } catch (IOException | GeneralSecurityException e) {
            throw usage("The file given with --ca could not be read as PEM certificates.");
        }
    }

    private byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw usage("The file given with --old could not be read.");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static final class VerifierKey implements ITypeConverter<NoteVerifier> {
        @Override
        public NoteVerifier convert(String vkey) {
            try {
                return NoteVerifier.parse(vkey);
            } catch (LedgerFormatException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
