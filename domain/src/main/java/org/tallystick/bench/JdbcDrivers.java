package org.tallystick.bench;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The database drivers of a provisioned server: this program has none of its own, and the server's are those to measure with. */
final class JdbcDrivers {
    private static final String MODULES = "modules";
    private static final List<String> PLACES =
            List.of("org/postgresql/jdbc/main", "system/layers/base/com/h2database/h2/main");

    private final ClassLoader loader;

    private JdbcDrivers(ClassLoader loader) {
        this.loader = loader;
    }

    /** @throws BenchException if the directory is no provisioned server */
    static JdbcDrivers of(Path home) {
        try {
            URL[] jars = PLACES.stream()
                    .map(home.resolve(MODULES)::resolve)
                    .flatMap(JdbcDrivers::jars)
                    .toArray(URL[]::new);
            if (jars.length < PLACES.size()) {
                throw new BenchException(
                        "%s holds no server with its database drivers: name ear/target/server of a build."
                                .formatted(home));
            }
            return new JdbcDrivers(new URLClassLoader(jars, JdbcDrivers.class.getClassLoader()));
        } catch (IllegalStateException e) {
            throw new BenchException("%s cannot be read: %s".formatted(home, e.getMessage()));
        }
    }

    private static Stream<URL> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList().stream()
                    .map(JdbcDrivers::url);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws SQLException if the database cannot be connected to, or the address is for another kind of database */
    Connection connect(String jdbcUrl, String user, String password) throws SQLException {
        Properties account = new Properties();
        account.setProperty("user", user);
        account.setProperty("password", password);
        String name = jdbcUrl.startsWith("jdbc:h2:") ? "org.h2.Driver" : "org.postgresql.Driver";
        try {
            Driver driver = (Driver)
                    Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
            Connection connection = driver.connect(jdbcUrl, account);
            if (connection == null) {
                throw new SQLException("This is no address of PostgreSQL or H2: " + jdbcUrl);
            }
            return connection;
        } catch (ReflectiveOperationException e) {
            throw new SQLException("The driver " + name + " cannot be used", e);
        }
    }
}
