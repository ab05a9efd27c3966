package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.Comparison;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LogFiles;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.PublishedHistory;
import org.tallystick.ledger.SplitView;
import org.tallystick.shared.DurableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ledger compare}: do two checkpoints belong to one history? */
@Command(
        name = "compare",
        description = {
            "Say whether two checkpoints of a log belong to one history. Checkpoints of one size speak for themselves;"
                    + " others are held against the log's published files, or a mirror of them.",
            "",
            "With one file, evidence of a split view, say whether it proves what it claims.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:consistent: both are of one history",
            "1:a file is no checkpoint of the log, or the evidence proves nothing",
            "2:it cannot be told without more of the log's files",
            "3:split view: the log's key signed two histories; evidence is written, or was checked",
            "64:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tallystick ledger compare mine.checkpoint yours.checkpoint --log \"$(cat 2027q1.vkey)\" \\",
            "      --source https://pos.example/ledger/48023310/2027q1",
            "  tallystick ledger compare split-view.json --log \"$(cat 2027q1.vkey)\""
        })
final class LedgerCompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LogSource sources;

    @Parameters(arity = "1..2", paramLabel = "FILE", description = "Two signed checkpoints, or one file of evidence.")
    private List<Path> files;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description = "Verifier key of the log.")
    private List<NoteVerifier> known;

    @Option(
            names = "--source",
            paramLabel = "URL|DIR",
            description = "Prefix of the log, or a directory with its files, such as a mirror.")
    private Optional<String> source;

    @Option(
            names = "--evidence",
            paramLabel = "FILE",
            defaultValue = "split-view.json",
            description = "Where to write the evidence of a split view; split-view.json by default.")
    private Path evidence;

    @Override
    public Integer call() {
        Optional<LogFiles> log = source.map(sources::open);
        List<byte[]> given =
                files.stream().map(file -> sources.read("FILE", file)).toList();
        try {
            return given.size() == 1 ? check(SplitView.parse(given.get(0))) : compare(given.get(0), given.get(1), log);
        } catch (LedgerFormatException e) {
            return say(ExitCode.REFUSED, "Refused: " + e.getMessage() + ".");
        } catch (IOException e) {
            return say(ExitCode.NOT_CONFIRMED, "It cannot be told: " + AuditText.reason(e));
        }
    }

    private int check(SplitView view) {
        return view.proves(known)
                ? say(ExitCode.SPLIT_VIEW, "The evidence is right: the log's key has signed two histories.")
                : say(ExitCode.REFUSED, "The evidence does not prove that the log's key signed two histories.");
    }

    private int compare(byte[] one, byte[] other, Optional<LogFiles> log) throws IOException {
        Checkpoint first = Checkpoint.open(one, known);
        Checkpoint second = Checkpoint.open(other, known);
        if (!first.origin().equals(second.origin())) {
            throw new LedgerFormatException(
                    "The checkpoints are of two logs: " + first.origin() + " and " + second.origin());
        }
        if (first.equals(second) || first.size() == 0 || second.size() == 0) {
            return say(ExitCode.OK, "Consistent: both checkpoints are of one history.");
        }
        if (first.size() == second.size()) {
            return split(SplitView.of(one, other, Optional.empty()));
        }
        if (log.isEmpty()) {
            return say(
                    ExitCode.NOT_CONFIRMED,
                    "Checkpoints of different sizes can only be compared with the log's files: give --source.");
        }
        PublishedHistory history = new PublishedHistory(log.get(), log.get().checkpoint(), known);
        List<Comparison> comparisons = new ArrayList<>();
        for (byte[] note : List.of(one, other)) {
            comparisons.add(history.compare(note));
        }
        for (Comparison comparison : comparisons) {
            if (comparison.evidence().isPresent()) {
                return split(comparison.evidence().get());
            }
        }
        return comparisons.stream().allMatch(found -> found.verdict() == Comparison.Verdict.CONSISTENT)
                ? say(ExitCode.OK, "Consistent: both checkpoints are of the history that the source shows.")
                : say(
                        ExitCode.NOT_CONFIRMED,
                        "The source shows only " + history.checkpoint().size()
                                + " entries, fewer than a checkpoint: it cannot be told.");
    }

    private int split(SplitView view) throws IOException {
        DurableFile.replacePublic(evidence, view.toJson());
        return say(
                ExitCode.SPLIT_VIEW,
                "SPLIT VIEW: the log's key has signed two histories. Evidence: " + evidence
                        + (view.proves(known) ? "" : " (both checkpoints only)"));
    }

    private int say(int code, String sentence) {
        spec.commandLine().getOut().println(sentence);
        spec.commandLine().getOut().flush();
        return code;
    }
}
