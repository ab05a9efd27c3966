package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tallystick.bench.AuditBench;
import org.tallystick.bench.BenchException;
import org.tallystick.shared.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench audit}. */
@Command(
        name = "audit",
        description = {
            "How fast a log grows, is proved and is audited by its hashes, on one thread, beside what that thread hashes at most.",
            "",
            "The log is in memory: some 700 MB for ten million entries.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:it could not be measured", "64:the command was not understood"},
        footerHeading = "%nExample:%n",
        footer = {"  tallystick bench audit --entries 1000000 --json"})
final class BenchAuditCommand implements Callable<Integer> {
    private static final int LEAST = 1_000;
    private static final int MOST = 50_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Size of the log, 10000000 by default.")
    private int entries;

    @Option(names = "--json", description = "One line of JSON on the standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (entries < LEAST || entries > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--entries is a number from %d to %d.".formatted(LEAST, MOST));
        }
        PrintWriter err = spec.commandLine().getErr();
        try {
            AuditBench.Report report = AuditBench.run(entries, err::println);
            spec.commandLine().getOut().println(json ? JsonWriter.text(members(report)) : text(report));
            return ExitCode.OK;
        } catch (BenchException e) {
            err.println(e.getMessage());
            return ExitCode.NOT_CONFIRMED;
        }
    }

    private static String text(AuditBench.Report report) {
        return String.format(
                Locale.ROOT,
                """
                One thread, %,d entries; node hashes at most %,.0f a second.
                | what | a second | of the hashes |
                |---|---|---|
                | entries appended in groups | %,.0f | %.2f |
                | inclusion proofs from tiles | %,.0f | |
                | entries audited by hashes | %,.0f | %.2f |""",
                report.entries(),
                report.hashes(),
                report.grown(),
                report.grown() / report.hashes(),
                report.proofs(),
                report.audited(),
                report.audited() / report.hashes());
    }

    private static Map<String, Object> members(AuditBench.Report report) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("entries", report.entries());
        members.put("hashesPerSecond", rounded(report.hashes(), 0));
        members.put("grownPerSecond", rounded(report.grown(), 0));
        members.put("proofsPerSecond", rounded(report.proofs(), 0));
        members.put("auditedPerSecond", rounded(report.audited(), 0));
        members.put("ratio", rounded(report.audited() / report.hashes(), 3));
        return members;
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
