package org.tallystick.ear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code mvn -Pbench}: {@code tallystick bench signing} with the server of this build, once with a PostgreSQL that the build brings along
 * and once with the embedded database. {@code -Dbench.options="--connections 64 --algorithm SM2"} is added to both commands;
 * {@code -Dbench.database=h2} or {@code postgresql} measures one of them alone.
 */
public final class SigningBench {
    private SigningBench() {}

    /** Takes about two minutes for each database and stops by itself. */
    public static void main(String[] arguments) throws Exception {
        String database = System.getProperty("bench.database", "");
        if (!database.equals("h2")) {
            try (Postgres postgres = Postgres.start()) {
                Map<String, String> environment = postgres.database("bench");
                run(
                        environment,
                        "--jdbc-url",
                        environment.get("TALLYSTICK_DB_URL"),
                        "--db-user",
                        environment.get("TALLYSTICK_DB_USER"));
            }
        }
        if (!database.equals("postgresql")) {
            run(Map.of(), "--database", "h2");
        }
    }

    private static void run(Map<String, String> environment, String... database)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("bench", "signing", "--start", ServerDirectory.home().toString()));
        command.addAll(List.of(database));
        Stream.of(System.getProperty("bench.options", "").split(" "))
                .filter(word -> !word.isEmpty())
                .forEach(command::add);
        int code = CommandLineProgram.run(environment, command);
        if (code != 0) {
            throw new IllegalStateException("tallystick bench signing ended with " + code);
        }
    }
}
