package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.bench.BenchPlan;
import org.tallystick.bench.BenchReport;
import org.tallystick.bench.BenchRun;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench signing}. */
@Command(
        name = "signing",
        description = {
            "Enrol terminals and let them send bills as fast as answers come, over kept HTTPS connections; and measure what"
                    + " this machine could do at most, in the same run. What counts is the ratio of the two.",
            "",
            "The platform's limits must be out of the way: TALLYSTICK_LIMITS_TERMINAL_RATE, _TERMINAL_BURST, _EST_RATE.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured",
            "1:refused: a code is wrong or used",
            "2:the platform was not reachable",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  tallystick bench signing --server https://localhost:8443 --ca root.pem \\",
            "      --codes enrolment-codes.json --state bench-terminals --pid $(pgrep -f Standalone)"
        })
final class BenchSigningCommand implements Callable<Integer> {
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Option(names = "--server", required = true, paramLabel = "URL", description = "Address of the platform, https.")
    private URI server;

    @Option(
            names = "--ca",
            required = true,
            paramLabel = "PEM",
            description = "Certificates of the authorities to trust, and no others.")
    private Path ca;

    @Option(
            names = "--codes",
            paramLabel = "FILE",
            description = "One-time codes as the platform writes them: enrolment-codes.json in its data directory.")
    private Optional<Path> codes;

    @Option(
            names = "--state",
            defaultValue = "bench-terminals",
            paramLabel = "DIR",
            description = "Where the terminals live; those of an earlier run go on. By default ${DEFAULT-VALUE}.")
    private Path state;

    @Option(names = "--json", description = "Answer with one line of JSON; fractions are decimal strings.")
    private boolean json;

    BenchSigningCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            BenchReport report = new BenchRun(plan(), clock, err::println).run();
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? JsonWriter.text(report.members()) + "\n" : report.markdown());
            out.flush();
            return ExitCode.OK;
        } catch (IOException e) {
            err.println("The platform cannot be reached: " + e.getMessage());
            return ExitCode.NOT_CONFIRMED;
        } catch (SQLException e) {
            throw usage("The database of --jdbc-url cannot be used, or its driver is not on the class path: "
                    + e.getMessage());
        }
    }

    private BenchPlan plan() {
        return options.plan(server, read(ca, "--ca"), codes(), state);
    }

    private Map<String, String> codes() {
        Map<String, String> known = new LinkedHashMap<>();
        codes.ifPresent(file -> {
            try {
                byte[] listed = read(file, "--codes");
                for (JsonObject code : StrictJson.parseArray(listed, StrictJson.Limits.BATCH, "codes")) {
                    known.put(code.string("terminalNo"), code.string("code"));
                }
            } catch (Problem e) {
                throw usage("The file given with --codes is not the platform's: " + e.detail());
            }
        });
        return known;
    }

    private byte[] read(Path file, String option) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw usage("The file given with %s cannot be read.".formatted(option));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
