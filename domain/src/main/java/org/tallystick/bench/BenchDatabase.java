package org.tallystick.bench;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The database of a measured server.
 *
 * @param jdbcUrl where the ceiling is measured: for PostgreSQL the server's own database, for H2 a file beside the server's
 * @param embedded in the server's process (H2), which syncs by a statement after each group
 * @param process of the database's first process on this machine, if it has any of its own
 */
record BenchDatabase(String jdbcUrl, String user, String password, boolean embedded, OptionalLong process) {
    /** What tells the server where it is. */
    Map<String, String> environment() {
        return embedded
                ? Map.of()
                : Map.of(
                        "TALLYSTICK_DB_DRIVER", "postgresql",
                        "TALLYSTICK_DB_URL", jdbcUrl,
                        "TALLYSTICK_DB_USER", user,
                        "TALLYSTICK_DB_PASSWORD", password);
    }

    /** The same, with its first process known. */
    BenchDatabase of(OptionalLong found) {
        return new BenchDatabase(jdbcUrl, user, password, embedded, found);
    }

    String name() {
        return embedded ? "H2" : "PostgreSQL";
    }

    /** Never the password: records end up in logs. */
    @Override
    public String toString() {
        return "BenchDatabase[%s as %s]".formatted(jdbcUrl, user);
    }
}
