package org.tallystick.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ledger report}: is an audit's report the one that was signed, and does the ledger know it? */
@Command(
        name = "report",
        description = {
            "Check an audit's signed report, the platform's or one of 'ledger audit': its signature, that the JSON beside"
                    + " it is the one it names, and with --proof that the ledger has an entry for it.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the report is as it was signed",
            "1:it is not, or the ledger has no such entry",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  tallystick ledger report AU-261129-7KQ2MD01.txt --key \"$(cat audits.vkey)\" \\",
            "      --proof AU-261129-7KQ2MD01.tlog-proof --log \"$(cat 2026q4.vkey)\""
        })
final class LedgerReportCommand implements Callable<Integer> {
    private static final Pattern DIGEST = Pattern.compile("(?m)^SHA-256 of (.+): ([0-9a-f]{64})$");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The signed text.")
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description = "Verifier key of who made the report.")
    private List<NoteVerifier> keys;

    @Option(
            names = "--report-json",
            paramLabel = "FILE",
            description = "The JSON; by default the file beside it that the text names.")
    private Optional<Path> json;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "Proof (.tlog-proof) that the report's digest is in the ledger; needs --log.")
    private Optional<Path> proof;

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description = "Verifier key of the log that the proof is of.")
    private List<NoteVerifier> logs = List.of();

    @Override
    public Integer call() {
        if (proof.isPresent() && logs.isEmpty()) {
            throw LogSource.usage(spec, "--proof needs --log: whose signature its checkpoint must have.");
        }
        try {
            SignedNote note = SignedNote.parse(LogSource.read(spec, "FILE", file));
            note.verified(keys);
            Matcher named = DIGEST.matcher(note.text());
            if (!named.find()) {
                throw new LedgerFormatException("The text names no JSON: it is no report of an audit");
            }
            byte[] digest = Sha256.of(LogSource.read(spec, "--report-json", beside(named.group(1))));
            if (!Arrays.equals(digest, HexFormat.of().parseHex(named.group(2)))) {
                throw new LedgerFormatException("The JSON is not the one that the signed text names");
            }
            spec.commandLine().getOut().print(note.text());
            spec.commandLine().getOut().println("%nThe report is as it was signed.".formatted());
            proof.ifPresent(path -> spec.commandLine().getOut().println(inLedger(path, digest)));
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (LedgerFormatException e) {
            spec.commandLine().getErr().println("Refused: " + e.getMessage() + ".");
            return ExitCode.REFUSED;
        }
    }

    /** Only ever a name in the same folder, whatever the text says. */
    private Path beside(String name) {
        if (json.isPresent()) {
            return json.get();
        }
        Path only = Path.of(name.replaceAll(".*[/\\\\]", ""));
        Path beside = file.resolveSibling(only);
        if (!Files.isRegularFile(beside)) {
            throw LogSource.usage(spec, "There is no " + beside + ": give the JSON with --report-json.");
        }
        return beside;
    }

    private String inLedger(Path path, byte[] digest) {
        TlogProof text = TlogProof.parse(new String(LogSource.read(spec, "--proof", path), StandardCharsets.UTF_8));
        LedgerEntry entry = text.entry()
                .filter(one -> one.kind() == EntryKind.AUDIT_RUN && Arrays.equals(one.digest(), digest))
                .orElseThrow(() -> new LedgerFormatException("The proof is not of an entry for this report"));
        Checkpoint checkpoint = text.prove(entry.leafHash(), logs);
        return "It is entry %d of %s.".formatted(text.index(), checkpoint.origin());
    }
}
