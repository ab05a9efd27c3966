package org.tallystick.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bench.GrowthPlan;
import org.tallystick.bench.SigningPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which platform is started and filled. */
final class BenchGrowthOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--start",
            required = true,
            paramLabel = "DIRECTORY",
            description = "A server of a build, ear/target/server: started with ports and data of its own, and ended.")
    private Path start = Path.of("");

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = {
                "An empty database of one's own in a PostgreSQL that runs already; otherwise one of /usr/lib/postgresql is",
                "started, and deleted at the end. What is loaded takes 4 KB a receipt in the folder for temporary files."
            })
    private Optional<String> jdbcUrl = Optional.empty();

    @Option(names = "--db-user", paramLabel = "NAME", description = "With --jdbc-url: who owns that database.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--db-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:TALLYSTICK_DB_PASSWORD}",
            description = "With --jdbc-url. Better in the environment: TALLYSTICK_DB_PASSWORD.")
    private Optional<String> password = Optional.empty();

    @Option(
            names = "--terminals",
            paramLabel = "N",
            defaultValue = "256",
            description = "Terminals with keys of their own, 256 by default.")
    private int terminals;

    @Option(
            names = "--merchants",
            paramLabel = "N",
            defaultValue = "40",
            description = "Whose they are, 40 by default; the first has three terminals in ten.")
    private int merchants;

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "May be repeated: an environment variable of the server.")
    private Map<String, String> settings = Map.of();

    /** @throws ParameterException if they do not fit together */
    GrowthPlan plan() {
        if (!Files.isRegularFile(start.resolve("bin/standalone.sh"))) {
            throw usage("There is no server in %s: --start names ear/target/server of a build.".formatted(start));
        }
        if (terminals < 1 || terminals > 10_000) {
            throw usage("--terminals is a number from 1 to 10000.");
        }
        if (merchants < 1 || merchants > terminals) {
            throw usage("--merchants is a number from 1 to that of the terminals.");
        }
        if (jdbcUrl.isPresent() != user.isPresent()) {
            throw usage("--jdbc-url and --db-user belong together.");
        }
        if (jdbcUrl.isPresent() && password.filter(text -> !text.isEmpty()).isEmpty()) {
            throw usage("--jdbc-url needs a password: put it into the environment as TALLYSTICK_DB_PASSWORD.");
        }
        return new GrowthPlan(
                start,
                jdbcUrl.map(url -> new SigningPlan.Address(url, user.orElse(""), password.orElse(""))),
                0,
                terminals,
                merchants,
                settings);
    }

    int terminals() {
        return terminals;
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
