package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.LogFiles;
import org.tallystick.ledger.LogMirror;
import org.tallystick.ledger.MirrorRound;
import org.tallystick.ledger.MirrorRound.Outcome;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ledger mirror}: keeps a proved copy of a log. */
@Command(
        name = "mirror",
        description = {
            "Keep a copy of a log: fetch what is new, hash all of it, and keep it only if it grows out of what is here"
                    + " already. Any web server can serve the directory, and 'ledger audit' reads it.",
            "",
            "A witness proves that two histories were shown; a mirror also proves what was deleted.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that the log shows is in the directory",
            "1:the log's files are not what its checkpoint says, or the mirror is damaged: nothing was changed",
            "2:the log could not be read, or it shows less than is here already",
            "3:split view: the log's key signed two histories; the evidence is in the directory",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  tallystick ledger mirror https://pos.example/ledger/48023310/2027q1 mirror \\",
            "      --log \"$(cat 2027q1.vkey)\" --every 60s",
            "",
            "  Killed, it goes on where it was. Entries need an auditor's token, and are in",
            "  mirror/tile/entries: do not let a web server show those to everybody."
        })
final class LedgerMirrorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LogSource source;

    @Parameters(index = "0", paramLabel = "URL|DIR", description = "Prefix of the log, or a directory with its files.")
    private String log;

    @Parameters(index = "1", paramLabel = "DIR", description = "Where to keep the copy.")
    private Path target;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description = "Verifier key of the log.")
    private List<NoteVerifier> known;

    @Option(
            names = "--old",
            paramLabel = "FILE",
            description = "A checkpoint kept from earlier, which the log must continue; may be repeated.")
    private List<Path> old = List.of();

    @Option(names = "--once", description = "Mirror what there is and end; so it is without --every.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "Mirror again and again, such as 60s or 5m apart, until a contradiction or a kill.")
    private String every = "";

    @Option(names = "--json", description = "Answer with one line of JSON for each round.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Duration pause = every.isEmpty() ? Duration.ZERO : pause();
        LogFiles files = source.open(log);
        List<byte[]> older =
                old.stream().map(file -> source.read("--old", file)).toList();
        boolean withEntries = source.hasToken() || !source.isAddress(log);
        try (LogMirror mirror = LogMirror.open(files, target, known, withEntries)) {
            int code = round(mirror, older);
            while (!pause.isZero() && !once && (code == ExitCode.OK || code == ExitCode.NOT_CONFIRMED)) {
                Thread.sleep(pause.toMillis());
                code = round(mirror, List.of());
            }
            return code;
        } catch (LedgerStateException e) {
            return said(ExitCode.REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return said(ExitCode.NOT_CONFIRMED, "The directory cannot be written: " + AuditText.reason(e));
        }
    }

    private int round(LogMirror mirror, List<byte[]> older) {
        try (Progress progress = Progress.of(spec, "Mirroring", json)) {
            MirrorRound round = mirror.round(progress);
            progress.close();
            for (int i = 0; i < older.size() && round.outcome() != Outcome.SPLIT; i++) {
                MirrorRound checked = mirror.check(older.get(i));
                if (checked.outcome() != Outcome.UNCHANGED) {
                    round = checked;
                }
            }
            print(round);
            return code(round);
        } catch (LedgerFormatException e) {
            return said(ExitCode.REFUSED, "The log was refused: " + e.getMessage() + ".");
        } catch (LedgerStateException e) {
            return said(ExitCode.REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return said(ExitCode.NOT_CONFIRMED, "The log could not be mirrored: " + AuditText.reason(e));
        }
    }

    private void print(MirrorRound round) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonWriter.text(members(round)) : text(round));
        out.flush();
    }

    private static String text(MirrorRound round) {
        String here = here(round);
        String said =
                switch (round.outcome()) {
                    case GROWN ->
                        "Mirrored and proved: %s (%d tiles and %d entries fetched now)."
                                .formatted(here, round.tiles(), round.entries());
                    case UNCHANGED -> "Nothing new: %s.".formatted(here);
                    case BEHIND ->
                        "The log shows fewer entries than it has signed before; here is still %s.".formatted(here);
                    case SPLIT ->
                        ("SPLIT VIEW: the log's key has signed two histories. Evidence: %s%n"
                                        + "Anybody can check it: tallystick ledger compare FILE --log VKEY")
                                .formatted(round.evidence().orElseThrow());
                };
        StringBuilder text = new StringBuilder(said);
        round.notes().forEach(note -> text.append("%nNote  %s".formatted(note)));
        return text.toString();
    }

    static int code(MirrorRound round) {
        return switch (round.outcome()) {
            case GROWN, UNCHANGED -> ExitCode.OK;
            case BEHIND -> ExitCode.NOT_CONFIRMED;
            case SPLIT -> ExitCode.SPLIT_VIEW;
        };
    }

    /** Words for what the directory has now. */
    static String here(MirrorRound round) {
        return round.checkpoint()
                .map(checkpoint -> "%s, %d entries".formatted(checkpoint.origin(), checkpoint.size()))
                .orElse("nothing");
    }

    private static Map<String, Object> members(MirrorRound round) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("outcome", round.outcome().name());
        members.put("origin", round.checkpoint().map(Checkpoint::origin));
        members.put("size", round.checkpoint().map(Checkpoint::size));
        members.put("tiles", round.tiles());
        members.put("entries", round.entries());
        members.put("evidence", round.evidence().map(Path::toString));
        members.put("notes", round.notes());
        return members;
    }

    private Duration pause() {
        if (!every.matches("[1-9][0-9]{0,5}[smh]")) {
            throw source.usage("--every is a number and s, m or h, such as 60s.");
        }
        return Duration.parse("PT" + every.toUpperCase(Locale.ROOT));
    }

    private int said(int code, String sentence) {
        spec.commandLine().getErr().println(sentence);
        return code;
    }
}
