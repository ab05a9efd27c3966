package org.tallystick.shared.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date before anything else touches the database: the {@code common} migrations and those of the
 * database in use ({@code h2} or {@code postgresql}). A database that Tallystick does not know, or that may not be worked on as it stands,
 * stops the deployment.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class Migrations {
    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    @Inject
    DatabaseCluster cluster;

    @PostConstruct
    void migrate() {
        cluster.requireAtStart();
        migrate(dataSource);
    }

    /** Gives a database all that is missing of the schema. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + database(dataSource))
                .load()
                .migrate();
    }

    private static String database(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "H2" -> "h2";
                case "PostgreSQL" -> "postgresql";
                default ->
                    throw new IllegalStateException("Tallystick runs on PostgreSQL or embedded H2, not on " + product
                            + "; set TALLYSTICK_DB_URL");
            };
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database cannot be reached; check TALLYSTICK_DB_URL and its server", e);
        }
    }
}
