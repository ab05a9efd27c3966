package org.tallystick.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bench.BenchPlan;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.SignatureAlgorithm;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much load, for how long, and what is watched meanwhile. */
final class BenchOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,16,64",
            paramLabel = "N",
            description = "Kept connections, one measurement for each number. By default ${DEFAULT-VALUE}.")
    private List<Integer> connections;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "S",
            description = "Length of each measurement. By default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "10",
            paramLabel = "S",
            description = "Load before the first measurement. By default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--ceiling",
            defaultValue = "5",
            paramLabel = "S",
            description = "Length of the ceiling's measurement, before and after; 0 for none. By default"
                    + " ${DEFAULT-VALUE}.")
    private int ceiling;

    @Option(
            names = "--terminals",
            defaultValue = "256",
            paramLabel = "N",
            description = "Most terminals to use. By default ${DEFAULT-VALUE}.")
    private int terminals;

    @Option(
            names = "--batch",
            defaultValue = "1",
            paramLabel = "N",
            description = "Bills in a request, 1 to 256. By default ${DEFAULT-VALUE}: one alone.")
    private int batch;

    @Option(
            names = "--algorithm",
            defaultValue = "ES256",
            paramLabel = "ALG",
            description = "ES256 (default) or EdDSA, for terminals enrolled now and for the ceiling.")
    private String algorithm;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "Process of the server, to tell its processor time and memory.")
    private Optional<Long> serverPid;

    @Option(
            names = "--db-pid",
            paramLabel = "PID",
            description = "Process of the database, to tell its processor time.")
    private Optional<Long> databasePid;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description =
                    "Database in which the ceiling commits, of the kind the server uses; its driver must be on the"
                            + " class path. A schema of its own is made and dropped. Without it the ceiling commits nowhere.")
    private Optional<String> jdbcUrl;

    @Option(names = "--jdbc-user", defaultValue = "", paramLabel = "NAME", description = "User of that database.")
    private String jdbcUser;

    @Option(
            names = "--jdbc-password",
            defaultValue = "${env:TALLYSTICK_DB_PASSWORD:-}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            paramLabel = "P",
            description = "Its password. Better in the environment: TALLYSTICK_DB_PASSWORD.")
    private String jdbcPassword;

    BenchPlan plan(URI server, byte[] authorities, Map<String, String> codes, Path state) {
        check();
        return new BenchPlan(
                server,
                authorities,
                codes,
                state,
                terminals,
                SignatureAlgorithm.ofJose(algorithm).orElseThrow(() -> usage("--algorithm is ES256 or EdDSA.")),
                connections,
                batch,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(ceiling),
                jdbcUrl.map(url -> new BenchPlan.Database(url, jdbcUser, jdbcPassword)),
                serverPid.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                databasePid.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    private void check() {
        if (seconds < 1
                || warmUp < 1
                || ceiling < 0
                || terminals < 1
                || connections.stream().anyMatch(n -> n < 1)) {
            throw usage("Times and numbers are whole and positive.");
        }
        if (batch < 1 || batch > BillBatch.MAX_BILLS) {
            throw usage("--batch is 1 to %d.".formatted(BillBatch.MAX_BILLS));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
