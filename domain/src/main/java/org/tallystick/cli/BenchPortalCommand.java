package org.tallystick.cli;

import java.util.concurrent.Callable;
import org.tallystick.bench.GrowthPlan;
import org.tallystick.bench.PortalBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench portal}. */
@Command(
        name = "portal",
        description = {
            "The read side alone: requests a second and their latency while many read at once over kept HTTPS connections.",
            "",
            "Receipt pages by their links, receipt files, proofs, verifications, ledger tiles, and the dashboard, lists and searches of a"
                    + " signed-in merchant; each request is about another receipt. Server, PostgreSQL and receipts are those of bench growth.",
            "",
            "What it starts it ends, also after Ctrl-C. Nothing else should run meanwhile.",
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
            "  tallystick bench portal --start ear/target/server",
            "  tallystick bench portal --start ear/target/server --receipts 1000000 --readers 32 --json"
        })
final class BenchPortalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchGrowthOptions platform;

    @Option(
            names = "--receipts",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Stored before anything is read, 100000 by default.")
    private long receipts;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "16",
            description = "Who read at once, 16 by default.")
    private int readers;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Of reading, 30 by default; before them, 20 seconds to warm up.")
    private int seconds;

    @Option(names = "--json", description = "One line of JSON on the standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        GrowthPlan plan = platform.plan().with(receipts);
        require(receipts >= 1_000 && receipts <= 100_000_000, "--receipts is a number from 1000 to 100000000.");
        require(readers >= 1 && readers <= 1_000, "--readers is a number from 1 to 1000.");
        require(seconds >= 1 && seconds <= 3_600, "--seconds is a number from 1 to 3600.");
        return BenchOutput.of(spec, json).measure(said -> {
            var report = PortalBench.run(plan, new PortalBench.Readers(readers, seconds), said);
            return new BenchOutput.Report(report.text(), report.members());
        });
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw platform.usage(otherwise);
        }
    }
}
