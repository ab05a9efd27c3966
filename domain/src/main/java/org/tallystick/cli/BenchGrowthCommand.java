package org.tallystick.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.tallystick.bench.GrowthBench;
import org.tallystick.bench.GrowthPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench growth}. */
@Command(
        name = "growth",
        description = {
            "What a platform can still do with many receipts stored: pages, bytes, and receipts a second.",
            "",
            "For each number of receipts a server and a PostgreSQL are started, terminals enrol, the server stops, past sales of forty days"
                    + " are loaded (every signature, seal and hash is real), and the server starts again. Then the log is audited, receipts"
                    + " are verified, pages are read one after the other, each about another receipt, and bills are signed.",
            "",
            "10,000 receipts take three minutes, a million six, ten million most of an hour and 40 GB in the folder for temporary"
                    + " files (TMPDIR). What it starts it ends, also after Ctrl-C. Nothing else should run meanwhile.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:it could not be measured", "64:the command was not understood"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tallystick bench growth --start ear/target/server",
            "  tallystick bench growth --start ear/target/server --receipts 0,10000000 --json",
            "  tallystick bench growth --start ear/target/server --receipts 1000000 --seconds 0"
        })
final class BenchGrowthCommand implements Callable<Integer> {
    private static final long MOST = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchGrowthOptions platform;

    @Option(
            names = "--receipts",
            split = ",",
            paramLabel = "N",
            defaultValue = "0,10000,1000000",
            description =
                    "Stored before anything is measured, a platform for each number: 0,10000,1000000 by default; 0: an empty one.")
    private List<Long> receipts = List.of();

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Seconds of reading at random before anything is measured, 60 by default: half of it everything alike.")
    private int warmSeconds;

    @Option(
            names = "--reads",
            paramLabel = "N",
            defaultValue = "60",
            description = "Requests of each kind that are measured, one after the other, 60 by default.")
    private int reads;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Kept connections over which bills are sent, 64 by default.")
    private int connections;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Of sending bills, 20 by default; before them, one to four minutes to warm up. 0: none are sent.")
    private int seconds;

    @Option(names = "--json", description = "One line of JSON on the standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        GrowthPlan plan = platform.plan();
        require(
                !receipts.isEmpty() && receipts.stream().allMatch(n -> n == 0 || n >= 1_000 && n <= MOST),
                "--receipts is 0, or a number from 1000 to 100000000, or several such as 0,10000,1000000.");
        require(plan.postgres().isEmpty() || receipts.size() == 1, "--jdbc-url is for one number of --receipts.");
        require(
                connections >= 1 && connections <= platform.terminals(),
                "--connections is a number from 1 to that of the terminals.");
        require(warmSeconds >= 0 && warmSeconds <= 3_600, "--warm-up is a number from 0 to 3600.");
        require(reads >= 1 && reads <= 100_000, "--reads is a number from 1 to 100000.");
        require(seconds >= 0 && seconds <= 3_600, "--seconds is a number from 0 to 3600.");
        return BenchOutput.of(spec, json).measure(said -> {
            var report = GrowthBench.run(
                    plan, receipts, new GrowthBench.Load(warmSeconds, reads, connections, seconds), said);
            return new BenchOutput.Report(report.text(), report.members());
        });
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw platform.usage(otherwise);
        }
    }
}
