package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.LogMirror;
import org.tallystick.ledger.MirrorRound;
import org.tallystick.ledger.NoteVerifier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ledger export}: writes a log's files so that any static web server can serve them. */
@Command(
        name = "export",
        description = {
            "Write a log's files into a directory that any static web server can serve: checkpoint, tile/…, each whole or"
                    + " not there, the checkpoint last, and all of it proved against the checkpoint.",
            "",
            "Cut off, or called again when the log has grown, it fetches only what is new.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that the log shows is in the directory",
            "1:the log's files are not what its checkpoint says: nothing was changed in the directory",
            "2:the log could not be read, it shows less than is here already, or entries that were asked for are missing",
            "3:split view: the log's key signed two histories; the evidence is in the directory",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  tallystick ledger export https://pos.example/ledger/48023310/2027q1 \\",
            "      --public --to /srv/www/48023310/2027q1 --log \"$(cat 2027q1.vkey)\"",
            "",
            "  Serve checkpoint for seconds (Cache-Control: max-age=5) and tile/ for ever (immutable).",
            "  A full export tells what every shop sold when: it is not for a public server."
        })
final class LedgerExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LogSource source;

    @Parameters(paramLabel = "URL|DIR", description = "Prefix of the log, or a directory with its files.")
    private String log;

    @ArgGroup(multiplicity = "1")
    private Extent extent = new Extent();

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Where to write the files.")
    private Path target;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description = "Verifier key of the log.")
    private List<NoteVerifier> known;

    /** Which files. */
    static final class Extent {
        @Option(names = "--public", required = true, description = "Checkpoint and hash tiles: what anybody may have.")
        private boolean open;

        @Option(
                names = "--full",
                required = true,
                description = "The entries too (tile/entries); from an address with an auditor's token.")
        private boolean full;
    }

    @Override
    public Integer call() {
        if (extent.full && source.isAddress(log) && !source.hasToken()) {
            throw source.usage("--full needs an auditor's token, which opens the entries: give it with --token.");
        }
        try (LogMirror mirror = LogMirror.open(source.open(log), target, known, extent.full);
                Progress progress = Progress.of(spec, "Exporting", false)) {
            MirrorRound round = mirror.round(progress);
            progress.close();
            return said(round);
        } catch (LedgerFormatException | LedgerStateException e) {
            return fault(ExitCode.REFUSED, "The log was refused: " + e.getMessage());
        } catch (IOException e) {
            return fault(ExitCode.NOT_CONFIRMED, "The log could not be exported: " + AuditText.reason(e));
        }
    }

    private int said(MirrorRound round) {
        String here = LedgerMirrorCommand.here(round);
        int code = LedgerMirrorCommand.code(round);
        switch (round.outcome()) {
            case GROWN, UNCHANGED -> say("Exported and proved: %s.".formatted(here));
            case BEHIND ->
                fault(code, "The log shows fewer entries than are exported already; here is still %s.".formatted(here));
            case SPLIT ->
                fault(
                        code,
                        "SPLIT VIEW: the log's key has signed two histories. Evidence: "
                                + round.evidence().orElseThrow());
        }
        round.notes().forEach(note -> say("Note  " + note));
        return code == ExitCode.OK && extent.full && !round.notes().isEmpty() ? ExitCode.NOT_CONFIRMED : code;
    }

    private void say(String sentence) {
        spec.commandLine().getOut().println(sentence);
        spec.commandLine().getOut().flush();
    }

    private int fault(int code, String sentence) {
        spec.commandLine().getErr().println(sentence);
        return code;
    }
}
