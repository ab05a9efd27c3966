package org.tallystick.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bench.SigningPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server is measured, and with which database. */
final class BenchServerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--start",
            paramLabel = "DIRECTORY",
            description = {
                "A server of a build, ear/target/server: started with ports and an empty database of its own, and ended.",
                "Beside --server, only its database drivers are used."
            })
    private Optional<Path> start;

    @Option(names = "--server", paramLabel = "URL", description = "Address of a server that runs already, https.")
    private Optional<URI> server;

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description = "With --server: certificates of the authorities to trust.")
    private Optional<Path> ca;

    @Option(
            names = "--codes",
            paramLabel = "FILE",
            description = {
                "With --server: one-time codes of the terminals to enrol, as a server writes them:",
                "[{\"terminalNo\": …, \"code\": …}, …]. The server must limit nobody (tallystick.limits.*)."
            })
    private Optional<Path> codes;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description = "With --server, if it is on this machine: its process, whose time and memory are shown.")
    private Optional<Long> serverPid;

    @Option(
            names = "--database",
            paramLabel = "KIND",
            description = "postgresql (default; one of /usr/lib/postgresql is started) or h2.")
    private Optional<String> database;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = {
                "A PostgreSQL that runs already: with --start an empty database, with --server the server's own, where the ceiling",
                "is measured in a table that is dropped again."
            })
    private Optional<String> jdbcUrl;

    @Option(names = "--db-user", paramLabel = "NAME", description = "With --jdbc-url: who owns that database.")
    private Optional<String> user;

    @Option(
            names = "--db-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:TALLYSTICK_DB_PASSWORD}",
            description = "With --jdbc-url. Better in the environment: TALLYSTICK_DB_PASSWORD.")
    private Optional<String> password;

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = {
                "With --start, may be repeated: an environment variable of the server, to compare settings or versions of Java:",
                "TALLYSTICK_IO_THREADS=2, JAVA_HOME=/usr/lib/jvm/…"
            })
    private Map<String, String> settings = Map.of();

    /** @throws ParameterException if they are for a server that runs already */
    Map<String, String> settings() {
        if (server.isPresent() && !settings.isEmpty()) {
            throw usage("--setting is for a server that is started, not for one that runs already.");
        }
        return settings;
    }

    Optional<Path> home() {
        start.filter(home -> !Files.isRegularFile(home.resolve("bin/standalone.sh")))
                .ifPresent(home -> {
                    throw usage(
                            "There is no server in %s: --start names ear/target/server of a build.".formatted(home));
                });
        if (start.isEmpty() && server.isEmpty()) {
            throw usage("Say which server: --start DIRECTORY, or --server URL with --ca and --codes.");
        }
        return start;
    }

    Optional<SigningPlan.Running> running() {
        if (server.isEmpty()) {
            if (ca.isPresent() || codes.isPresent() || serverPid.isPresent()) {
                throw usage("--ca, --codes and --server-pid are for a server that runs already: add --server URL.");
            }
            return Optional.empty();
        }
        URI url = server.get();
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw usage("--server must be an https address, such as https://localhost:8443");
        }
        return Optional.of(new SigningPlan.Running(
                url,
                file("--ca", ca),
                file("--codes", codes),
                serverPid.map(OptionalLong::of).orElse(OptionalLong.empty())));
    }

    Optional<SigningPlan.Database> database() {
        String kind = database.orElse("postgresql");
        if (!kind.equals("postgresql") && !kind.equals("h2")) {
            throw usage("--database is postgresql or h2, not %s.".formatted(kind));
        }
        boolean embedded = kind.equals("h2");
        if (embedded && jdbcUrl.isPresent()) {
            throw usage("--jdbc-url is for PostgreSQL: H2 is part of the server.");
        }
        if (jdbcUrl.isPresent() != user.isPresent()) {
            throw usage("--jdbc-url and --db-user belong together.");
        }
        if (jdbcUrl.isPresent() && password.filter(text -> !text.isEmpty()).isEmpty()) {
            throw usage("--jdbc-url needs a password: put it into the environment as TALLYSTICK_DB_PASSWORD.");
        }
        if (server.isPresent() && jdbcUrl.isEmpty() && !embedded) {
            return Optional.empty();
        }
        if (server.isPresent() && start.isEmpty()) {
            throw usage("The ceiling needs the database drivers of a server: add --start DIRECTORY.");
        }
        return Optional.of(new SigningPlan.Database(
                embedded, jdbcUrl.map(url -> new SigningPlan.Address(url, user.orElse(""), password.orElse("")))));
    }

    private Path file(String option, Optional<Path> file) {
        Path known = file.orElseThrow(() -> usage("--server also needs " + option + "."));
        if (!Files.isReadable(known)) {
            throw usage("%s %s: there is no such file, or it may not be read.".formatted(option, known));
        }
        return known;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
