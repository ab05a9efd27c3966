package org.tallystick.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.tallystick.bench.SigningBench;
import org.tallystick.bench.SigningPlan;
import org.tallystick.bench.SigningReport;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.SignatureAlgorithm;
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
            "Receipts a second over kept HTTPS connections, their latency, and the processor time of each: client, server, database.",
            "",
            "Many terminals enrol, and their bills are signed before any clock runs. Before and after the load, with the server quiet, the"
                    + " machine's ceiling is measured: verify, seal, hash, tree, group insert into the same kind of database every"
                    + " 10 ms, two workers, no HTTP. The ratio is the figure to keep: absolute ones drift with the machine.",
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
            "  tallystick bench signing --start ear/target/server",
            "  tallystick bench signing --start ear/target/server --connections 256 --open-loop 5000",
            "  tallystick bench signing --start ear/target/server --connections 16 --batch 64 --json",
            "  tallystick bench signing --server https://localhost:8443 --ca root.pem --codes enrolment-codes.json"
        })
final class BenchSigningCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchServerOptions server;

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,16,64,256",
            description = "Kept connections, one step for each number: 1,16,64,256 by default.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Beside them, so many connections that say nothing during a step, up to 10000; none by default.")
    private int idle;

    @Option(
            names = "--terminals",
            paramLabel = "N",
            defaultValue = "256",
            description = "Terminals with keys of their own that take turns, 256 by default.")
    private int terminals;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of each step, 10 by default; before them, one to four minutes to warm up.")
    private int seconds;

    @Option(
            names = "--open-loop",
            paramLabel = "RATE",
            description =
                    "Send so many bills a second whatever is answered; latencies count from when each should have been sent."
                            + " Without it, each connection sends the next bill when the last is answered.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--algorithm",
            paramLabel = "ALG",
            defaultValue = "ES256",
            description = "Of the terminals' keys: ES256 (default), Ed25519, or SM2 (of terminals and seal).")
    private String algorithm = "";

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "Bills in each request, to the endpoint for batches; 1 (default): single bills.")
    private int batch;

    @Option(names = "--json", description = "One line of JSON on the standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        SigningPlan plan = plan();
        return BenchOutput.of(spec, json).measure(said -> {
            SigningReport report = SigningBench.run(plan, said);
            return new BenchOutput.Report(report.text(), report.members());
        });
    }

    private SigningPlan plan() {
        require(between(terminals, 1, 10_000), "--terminals is a number from 1 to 10000.");
        require(!connections.isEmpty(), "--connections is a number, or several such as 1,16,64.");
        for (int each : connections) {
            require(
                    between(each, 1, terminals),
                    "--connections are 1 to %d each: as many as there are terminals at most (--terminals)."
                            .formatted(terminals));
        }
        require(between(idle, 0, 10_000), "--idle is a number from 0 to 10000.");
        require(between(seconds, 1, 3_600), "--seconds is a number from 1 to 3600.");
        require(
                between(batch, 1, BillBatch.MAX_BILLS),
                "--batch is a number from 1 to %d.".formatted(BillBatch.MAX_BILLS));
        require(
                rate.isEmpty() || rate.get() > 0 && rate.get() <= 1e6,
                "--open-loop is a rate a second, up to a million.");
        SigningPlan.Bills bills = new SigningPlan.Bills(
                keys(), terminals, batch, rate.map(OptionalDouble::of).orElse(OptionalDouble.empty()), seconds);
        return new SigningPlan(
                server.home(), server.running(), server.database(), bills, connections, idle, server.settings());
    }

    private SignatureAlgorithm keys() {
        return switch (algorithm) {
            case "ES256" -> SignatureAlgorithm.ES256;
            case "Ed25519", "EdDSA" -> SignatureAlgorithm.EDDSA;
            case "SM2", "SM2SM3" -> SignatureAlgorithm.SM2SM3;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--algorithm is ES256, Ed25519 or SM2, not %s.".formatted(algorithm));
        };
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static boolean between(int number, int least, int most) {
        return number >= least && number <= most;
    }
}
