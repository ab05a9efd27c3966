package org.tallystick.ear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code mvn -Pbench -Dbench=Growth}: {@code tallystick bench growth} with the server of this build and a PostgreSQL that the build brings
 * along, for 0, 10,000 and 1,000,000 receipts; {@code -Dreceipts=10000000} for other numbers (40 GB in the folder for temporary files, half
 * an hour), {@code -Dbench.command=portal} for the read side alone, {@code -Dbench.options="--seconds 60"} for both.
 */
public final class GrowthBench {
    private GrowthBench() {}

    /** Takes some ten minutes and stops by itself. */
    public static void main(String[] arguments) throws Exception {
        boolean portal = System.getProperty("bench.command", "growth").equals("portal");
        for (String receipts : System.getProperty("receipts", portal ? "1000000" : "0,10000,1000000")
                .split(",")) {
            try (Postgres postgres = Postgres.start()) {
                run(portal ? "portal" : "growth", receipts, postgres.database("bench"));
            }
        }
    }

    private static void run(String what, String receipts, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "bench",
                what,
                "--start",
                ServerDirectory.home().toString(),
                "--receipts",
                receipts,
                "--jdbc-url",
                environment.get("TALLYSTICK_DB_URL"),
                "--db-user",
                environment.get("TALLYSTICK_DB_USER")));
        Stream.of(System.getProperty("bench.options", "").split(" "))
                .filter(word -> !word.isEmpty())
                .forEach(command::add);
        int code = CommandLineProgram.run(environment, command);
        if (code != 0) {
            throw new IllegalStateException("tallystick bench " + what + " ended with " + code);
        }
    }
}
